package org.neuralannotators.label;

import java.util.List;

/**
 * What a tagger says of one sentence.
 *
 * @param tags a tag for each token in the tagger's scheme, such as {@code B-PER}, or {@code NOUN}
 *     of a tagger of parts of speech
 * @param confidences for each token the marginal probability of its tag, in [0, 1]
 * @param spans the labelled spans in order, without overlap; each one's confidence is the
 *     probability of the whole span under the model. None where tags are labels of their own
 */
public record Tagging(List<String> tags, List<Double> confidences, List<TaggedSpan> spans) {
  public Tagging {
    if (tags.size() != confidences.size()) {
      throw new IllegalArgumentException(
          "[" + tags.size() + "] tags with [" + confidences.size() + "] confidences");
    }
    tags = List.copyOf(tags);
    confidences = List.copyOf(confidences);
    spans = List.copyOf(spans);
  }
}
