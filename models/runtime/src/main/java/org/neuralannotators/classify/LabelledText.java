package org.neuralannotators.classify;

/**
 * A text, or a pair of texts, with its label.
 *
 * @param text the text, or the first of two
 * @param second the second text; null where there is one
 * @param label its class; null where nobody gave it one
 */
public record LabelledText(String text, String second, String label) {
  /** Whether there are two texts. */
  public boolean isPair() {
    return second != null;
  }

  /** Both texts. */
  public TextPair pair() {
    return new TextPair(text, second);
  }

  /** The same with another label. */
  public LabelledText withLabel(String other) {
    return new LabelledText(text, second, other);
  }
}
