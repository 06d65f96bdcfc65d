package org.neuralannotators.label;

import java.util.List;

/**
 * A sentence of training or test data. Immutable.
 *
 * @param tokens the words
 * @param tags one tag for each token
 */
public record TaggedSentence(List<String> tokens, List<String> tags) {
  public TaggedSentence {
    if (tokens.size() != tags.size()) {
      throw new IllegalArgumentException(
          "[" + tokens.size() + "] tokens with [" + tags.size() + "] tags; expected one for each");
    }
    tokens = List.copyOf(tokens);
    tags = List.copyOf(tags);
  }

  public int size() {
    return tokens.size();
  }

  /** The spans that the tags mark, in order; see {@link SpanDecoder}. */
  public List<TaggedSpan> spans() {
    return SpanDecoder.decode(tags);
  }
}
