package org.neuralannotators.text.normalize;

import java.util.Arrays;

/**
 * A text that was changed, of which each UTF-16 unit knows what part of the original it stands for.
 * Immutable.
 */
public final class AlignedText {
  private final String text;

  /** Begin and end of the unit {@code i} of the text are at {@code from + i}. */
  private final int[] begins;

  private final int[] ends;
  private final int from;

  private AlignedText(String text, int[] begins, int[] ends, int from) {
    this.text = text;
    this.begins = begins;
    this.ends = ends;
    this.from = from;
  }

  /** An original, of which every character stands for itself. */
  public static AlignedText of(String original) {
    int[] begins = new int[original.length()];
    int[] ends = new int[original.length()];
    for (int begin = 0; begin < begins.length; ) {
      int end = begin + Character.charCount(original.codePointAt(begin));
      Arrays.fill(begins, begin, end, begin);
      Arrays.fill(ends, begin, end, end);
      begin = end;
    }
    return new AlignedText(original, begins, ends, 0);
  }

  /** The text as it is now. */
  public String text() {
    return text;
  }

  /** Length in UTF-16 units. */
  public int length() {
    return text.length();
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** A part of it. */
  public AlignedText slice(int begin, int end) {
    return begin == 0 && end == text.length()
        ? this
        : new AlignedText(text.substring(begin, end), begins, ends, from + begin);
  }

  /** The same behind other characters, which stand for its first one; it isn't empty. */
  public AlignedText behind(String prefix) {
    Builder result = new Builder(this);
    prefix.codePoints().forEach(character -> result.append(character, 0));
    result.appendPart(0, length());
    return result.build();
  }

  /** Where in the original the unit begins. */
  public int begin(int unit) {
    return begins[from + unit];
  }

  /** Where in the original the unit ends. */
  public int end(int unit) {
    return ends[from + unit];
  }

  /** Makes a text from another. Not thread-safe. */
  public static final class Builder {
    private final AlignedText source;
    private final StringBuilder text;
    private int[] begins;
    private int[] ends;

    public Builder(AlignedText source) {
      this.source = source;
      text = new StringBuilder(source.length() + 8);
      begins = new int[source.length() + 8];
      ends = new int[source.length() + 8];
    }

    /** Appends a character that stands for what the unit of the source stands for. */
    public void append(int character, int unit) {
      int at = text.length();
      text.appendCodePoint(character);
      ensure(text.length());
      Arrays.fill(begins, at, text.length(), source.begin(unit));
      Arrays.fill(ends, at, text.length(), source.end(unit));
    }

    /** Appends a part of the source. */
    public void appendPart(int begin, int end) {
      int at = text.length();
      text.append(source.text, begin, end);
      ensure(text.length());
      System.arraycopy(source.begins, source.from + begin, begins, at, end - begin);
      System.arraycopy(source.ends, source.from + begin, ends, at, end - begin);
    }

    /**
     * Appends what a part of the source became, a character for a character; what there is more
     * stands for the last of the part, and what there is less is lost.
     */
    public void replace(int begin, int end, String replacement) {
      int unit = begin;
      int last = begin;
      for (int i = 0; i < replacement.length(); ) {
        int character = replacement.codePointAt(i);
        if (unit < end) {
          last = unit;
          unit += Character.charCount(source.text.codePointAt(unit));
        }
        append(character, last);
        i += Character.charCount(character);
      }
    }

    private void ensure(int length) {
      if (length > begins.length) {
        begins = Arrays.copyOf(begins, 2 * length);
        ends = Arrays.copyOf(ends, 2 * length);
      }
    }

    public AlignedText build() {
      return new AlignedText(text.toString(), begins, ends, 0);
    }
  }
}
