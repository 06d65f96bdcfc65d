package org.neuralannotators.text.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import org.neuralannotators.text.BertCharacters;
import org.neuralannotators.text.pretokenize.ByteLevel;

/**
 * Takes the blanks at the ends of byte-level pieces out of their offsets.
 *
 * @param active whether it does
 * @param prefixSpace whether the first piece has a blank that the text hasn't
 */
record OffsetTrim(boolean active, boolean prefixSpace) {
  static final OffsetTrim NONE = new OffsetTrim(false, false);

  private static final char BLANK = ByteLevel.character((byte) ' ');

  static OffsetTrim read(JsonNode rules) {
    return rules.path("trim_offsets").asBoolean(true)
        ? new OffsetTrim(true, rules.path("add_prefix_space").asBoolean(true))
        : NONE;
  }

  /** The same for a text that a blank is put before. */
  OffsetTrim withPrefixSpace() {
    return new OffsetTrim(active, true);
  }

  /** Where the piece begins without blanks. */
  int begin(String piece, int begin, int end) {
    int blanks = 0;
    while (blanks < piece.length() && isBlank(piece.charAt(blanks))) {
      blanks++;
    }
    if (blanks > 0 && begin == 0 && prefixSpace) {
      blanks--;
    }
    return Math.min(begin + blanks, end);
  }

  /**
   * Where the piece ends without blanks; one of blanks alone is empty.
   *
   * @param begin where it begins without blanks
   */
  int end(String piece, int begin, int end) {
    int blanks = 0;
    while (blanks < piece.length() && isBlank(piece.charAt(piece.length() - 1 - blanks))) {
      blanks++;
    }
    return blanks == piece.length() ? begin : Math.max(end - blanks, begin);
  }

  private static boolean isBlank(char c) {
    return c == BLANK || BertCharacters.isWhitespace(c);
  }
}
