package org.neuralannotators.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a tagger says of one sentence. Blank tokens, such as a line feed, are passed over: such a
 * token has the tag {@code O}, or {@link #UNTAGGED} where tags mark no spans, for certain. A span
 * may go on behind it, but never begins or ends with it.
 *
 * @param tags a tag for each token in the tagger's scheme, such as {@code B-PER}, or {@code NOUN}
 *     of a tagger of parts of speech
 * @param confidences for each token the marginal probability of its tag, in [0, 1]
 * @param spans the labelled spans in order, without overlap unless nested ones were asked for; each
 *     one's confidence is the probability of the whole span under the model. None where tags are
 *     labels of their own
 */
public record Tagging(List<String> tags, List<Double> confidences, List<TaggedSpan> spans) {
  /** What stands in the place of a blank token's part of speech, as in CoNLL-U. */
  public static final String UNTAGGED = "_";

  public Tagging {
    if (tags.size() != confidences.size()) {
      throw new IllegalArgumentException(
          "[" + tags.size() + "] tags with [" + confidences.size() + "] confidences");
    }
    tags = List.copyOf(tags);
    confidences = List.copyOf(confidences);
    spans = List.copyOf(spans);
  }

  /** The tags under new names, but for those of blank tokens, which stay. */
  public List<String> tags(LabelMap names) {
    return tags.stream().map(tag -> tag.equals(UNTAGGED) ? tag : names.rename(tag)).toList();
  }

  /**
   * The same for a sentence with blank tokens, of which this is what was read.
   *
   * @param places for each token that was read its place in the sentence, ascending
   * @param length tokens of the sentence
   * @param scheme of the tags
   */
  public Tagging spread(int[] places, int length, TagScheme scheme) {
    String blank = scheme == TagScheme.NONE ? UNTAGGED : TagScheme.OUTSIDE;
    List<String> allTags = new ArrayList<>(Collections.nCopies(length, blank));
    List<Double> allConfidences = new ArrayList<>(Collections.nCopies(length, 1.0));
    for (int i = 0; i < places.length; i++) {
      allTags.set(places[i], tags.get(i));
      allConfidences.set(places[i], confidences.get(i));
    }
    List<TaggedSpan> allSpans = new ArrayList<>();
    for (TaggedSpan span : spans) {
      for (int i = span.begin() + 1; i < span.end(); i++) {
        for (int at = places[i - 1] + 1; at < places[i]; at++) {
          allTags.set(at, TagScheme.inside(span.label()));
          allConfidences.set(at, confidences.get(i - 1));
        }
      }
      allSpans.add(
          new TaggedSpan(
              places[span.begin()], places[span.end() - 1] + 1, span.label(), span.confidence()));
    }
    return new Tagging(allTags, allConfidences, allSpans);
  }
}
