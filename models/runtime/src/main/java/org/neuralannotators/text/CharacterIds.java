package org.neuralannotators.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The numbers of a token's characters as ELMo has them (bilm-tf's {@code UnicodeCharsVocabulary},
 * AllenNLP's {@code ELMoTokenCharactersIndexer}): the bytes of UTF-8 between {@link #WORD_BEGIN}
 * and {@link #WORD_END}, all shifted by one because 0 is the mask. Thread-safe.
 *
 * @param maximum numbers of a token, begin and end included; the bytes of a longer one are cut off
 */
public record CharacterIds(int maximum) {
  /** How many numbers there are. */
  public static final int COUNT = 262;

  /** The token before a sentence. */
  public static final String SENTENCE_BEGIN = "<S>";

  /** The token behind a sentence. */
  public static final String SENTENCE_END = "</S>";

  /** Fills a token up. */
  public static final int PADDING = 261;

  private static final int SHIFT = 1;
  private static final int SENTENCE_BEGIN_ID = 257;
  private static final int SENTENCE_END_ID = 258;
  private static final int WORD_BEGIN = 259;
  private static final int WORD_END = 260;
  private static final int ENDS = 2;
  private static final int LONGEST_CHARACTER = 4;
  private static final int LONGEST_OF_A_CHAR = 3;

  public CharacterIds {
    if (maximum <= ENDS) {
      throw new IllegalArgumentException(
          "[" + maximum + "] characters a token; expected more than " + ENDS);
    }
  }

  /** The numbers of a token, without padding. What UTF-8 can't encode is left out. */
  public int[] ids(String token) {
    return switch (token) {
      case SENTENCE_BEGIN -> new int[] {WORD_BEGIN, SENTENCE_BEGIN_ID, WORD_END};
      case SENTENCE_END -> new int[] {WORD_BEGIN, SENTENCE_END_ID, WORD_END};
      default -> {
        ByteBuffer bytes = bytes(token);
        int length = Math.min(bytes.remaining(), bytes());
        int[] ids = new int[length + ENDS];
        ids[0] = WORD_BEGIN;
        for (int i = 0; i < length; i++) {
          ids[i + 1] = Byte.toUnsignedInt(bytes.get(i)) + SHIFT;
        }
        ids[length + 1] = WORD_END;
        yield ids;
      }
    };
  }

  /** How many bytes of a token count. */
  public int bytes() {
    return maximum - ENDS;
  }

  /** Whether a token has more bytes than count. */
  public boolean cuts(String token) {
    return token.length() > bytes() / LONGEST_OF_A_CHAR && bytes(token).remaining() > bytes();
  }

  /** The first bytes of a token, at least one more than count if it has them. */
  private ByteBuffer bytes(String token) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.IGNORE)
            .onUnmappableCharacter(CodingErrorAction.IGNORE);
    ByteBuffer bytes = ByteBuffer.allocate(bytes() + LONGEST_CHARACTER);
    encoder.encode(CharBuffer.wrap(token), bytes, true);
    return bytes.flip();
  }
}
