package org.neuralannotators.corenlp;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;

/**
 * What CoreNLP is told of a sentence.
 *
 * @param tags for each token the plain type of its mention, or {@code O}
 * @param probabilities for each token that of its tag
 * @param mentions the mentions, whose labels are the tags
 */
record TokenTags(String[] tags, double[] probabilities, List<TaggedSpan> mentions) {
  private static final String BACKGROUND = "O";

  /** CoreNLP's number for a tag of which no probability is known. */
  private static final double UNKNOWN = -1;

  /** For a sentence that wasn't tagged. */
  static TokenTags background(int size) {
    String[] tags = new String[size];
    double[] probabilities = new double[size];
    Arrays.fill(tags, BACKGROUND);
    Arrays.fill(probabilities, UNKNOWN);
    return new TokenTags(tags, probabilities, List.of());
  }

  /** What a tagger says of a sentence, without spans that the filter or the map drops. */
  static TokenTags of(
      IntFunction<String> tokens, Tagging tagging, SpanFilter filter, LabelMap tagMap) {
    List<TaggedSpan> mentions = tagMap.map(filter.filter(tagging.spans(), tokens));
    TokenTags result = background(tagging.tags().size());
    for (int i = 0; i < result.tags.length; i++) {
      if (tagging.tags().get(i).equals(BACKGROUND)) {
        result.probabilities[i] = tagging.confidences().get(i);
      }
    }
    for (TaggedSpan mention : mentions) {
      for (int i = mention.begin(); i < mention.end(); i++) {
        result.tags[i] = mention.label();
        result.probabilities[i] = tagging.confidences().get(i);
      }
    }
    return new TokenTags(result.tags, result.probabilities, mentions);
  }
}
