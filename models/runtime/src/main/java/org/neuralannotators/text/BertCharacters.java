package org.neuralannotators.text;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Scanner;

/**
 * The classes of characters of BERT's basic tokenizer, as Hugging Face's tokenizers draw them: by
 * Unicode 8, so that a later punctuation mark, accent or format character is like a letter.
 */
public final class BertCharacters {
  private static final BitSet AFTER_UNICODE_8 = read("after-unicode-8.txt");

  /** A punctuation mark of Unicode 8 that later became an accent. */
  private static final int SHARADA_SANDHI_MARK = 0x111C9;

  /** A punctuation mark of Unicode 8 that later became a symbol. */
  private static final int CANADIAN_SYLLABICS_CHI_SIGN = 0x166D;

  /** A spacing mark of Unicode 8 that later became an accent. */
  private static final int JAVANESE_KERET = 0xA9BD;

  private BertCharacters() {}

  private static BitSet read(String resource) {
    BitSet characters = new BitSet();
    InputStream input = BertCharacters.class.getResourceAsStream(resource);
    try (Scanner ranges = new Scanner(input, StandardCharsets.US_ASCII)) {
      while (ranges.hasNext()) {
        String range = ranges.next();
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
        int last = Integer.parseInt(range.substring(dash + 1), 16);
        characters.set(first, last + 1);
      }
    }
    return characters;
  }

  /** Unicode's property White_Space. */
  public static boolean isWhitespace(int character) {
    return (character >= '\t' && character <= '\r')
        || character == 0x85
        || Character.isSpaceChar(character);
  }

  /** What text is cleaned of: controls, format characters, what isn't a character. */
  public static boolean isControl(int character) {
    if (character == '\t' || character == '\n' || character == '\r') {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE -> true;
      case Character.FORMAT -> !AFTER_UNICODE_8.get(character);
      default -> character == 0xFFFD;
    };
  }

  /** A mark that is stripped when accents are. */
  public static boolean isAccent(int character) {
    return Character.getType(character) == Character.NON_SPACING_MARK
        && !AFTER_UNICODE_8.get(character)
        && character != SHARADA_SANDHI_MARK
        && character != JAVANESE_KERET;
  }

  /** Punctuation, and whatever in ASCII is neither letter nor digit. */
  public static boolean isPunctuation(int character) {
    if (character < 0x80) {
      return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
    }
    return switch (Character.getType(character)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          !AFTER_UNICODE_8.get(character);
      default -> character == SHARADA_SANDHI_MARK || character == CANADIAN_SYLLABICS_CHI_SIGN;
    };
  }

  /** An ideograph of the blocks that BERT splits character by character. */
  public static boolean isIdeograph(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
