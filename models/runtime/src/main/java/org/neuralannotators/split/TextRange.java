package org.neuralannotators.split;

/**
 * A part of a text.
 *
 * @param begin offset of its first character
 * @param end offset behind its last character
 */
public record TextRange(int begin, int end) {
  /** Refuses a part that isn't one. */
  public TextRange {
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "A part of a text from [" + begin + "] to [" + end + "]; expected 0 <= begin <= end");
    }
  }

  /** The same part of a text with so many more characters before it. */
  TextRange plus(int offset) {
    return new TextRange(begin + offset, end + offset);
  }

  /** What is there. */
  public String of(String text) {
    return text.substring(begin, end);
  }
}
