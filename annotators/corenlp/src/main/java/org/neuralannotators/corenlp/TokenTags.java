package org.neuralannotators.corenlp;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;

/**
 * What CoreNLP is told of a sentence's tokens.
 *
 * @param tags for each token the plain type of its mention, or {@code O}
 * @param probabilities for each token that of its tag
 */
record TokenTags(String[] tags, double[] probabilities) {
  static final String BACKGROUND = "O";

  /** CoreNLP's number for a tag of which no probability is known. */
  static final double UNKNOWN = -1;

  /** For a sentence that wasn't tagged. */
  static TokenTags background(int size) {
    String[] tags = new String[size];
    double[] probabilities = new double[size];
    Arrays.fill(tags, BACKGROUND);
    Arrays.fill(probabilities, UNKNOWN);
    return new TokenTags(tags, probabilities);
  }

  /**
   * What a tagger says of a sentence.
   *
   * @param mentions those of its spans that are written, with CoreNLP's tags as labels
   */
  static TokenTags of(Tagging tagging, List<TaggedSpan> mentions) {
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
    return result;
  }
}
