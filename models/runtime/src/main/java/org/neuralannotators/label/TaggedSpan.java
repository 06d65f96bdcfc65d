package org.neuralannotators.label;

/**
 * A labelled run of tokens: the mention of an entity, a chunk.
 *
 * @param begin index of the first token
 * @param end index behind the last token, greater than {@code begin}
 * @param label the type without a scheme's prefix, such as {@code PER}
 * @param confidence probability of the span in [0, 1]; 1 for gold annotations
 */
public record TaggedSpan(int begin, int end, String label, double confidence) {
  public TaggedSpan {
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException(
          "Span [" + begin + ", " + end + ") is empty or negative; expected 0 <= begin < end");
    }
  }

  /** A gold span, with confidence 1. */
  public TaggedSpan(int begin, int end, String label) {
    this(begin, end, label, 1);
  }

  /** Whether both cover the same tokens with the same label; the confidences may differ. */
  public boolean matches(TaggedSpan other) {
    return begin == other.begin && end == other.end && label.equals(other.label);
  }
}
