package org.neuralannotators.text.pretokenize;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.neuralannotators.text.normalize.AlignedText;

/**
 * GPT-2's words (Radford et al. 2019), in which a visible character stands for each byte of UTF-8.
 *
 * @param prefixSpace whether a blank is put before a text that begins with none
 * @param splits whether the text is split into words
 */
public record ByteLevel(boolean prefixSpace, boolean splits) implements PreTokenizer {
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final char[] CHARACTERS = characters();
  private static final Map<Integer, Integer> BYTES = bytes();

  /** Visible bytes of Latin-1 are themselves, the others follow from U+0100. */
  private static char[] characters() {
    char[] characters = new char[256];
    char next = 0x100;
    for (int b = 0; b < characters.length; b++) {
      boolean visible =
          (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE && b <= 0xFF);
      characters[b] = visible ? (char) b : next++;
    }
    return characters;
  }

  private static Map<Integer, Integer> bytes() {
    Map<Integer, Integer> bytes = new HashMap<>();
    for (int b = 0; b < CHARACTERS.length; b++) {
      bytes.put((int) CHARACTERS[b], b);
    }
    return bytes;
  }

  /** The character that stands for a byte. */
  public static char character(byte b) {
    return CHARACTERS[b & 0xFF];
  }

  /** The byte that a character stands for, from 0 to 255; -1 where it stands for none. */
  public static int byteOf(int character) {
    return BYTES.getOrDefault(character, -1);
  }

  @Override
  public void split(AlignedText text, Consumer<AlignedText> words) {
    AlignedText prefixed = prefixSpace ? prefixed(text) : text;
    if (splits) {
      SplitAt.pattern(WORD, Delimiters.ISOLATED, false)
          .split(prefixed, word -> words.accept(bytes(word)));
    } else {
      words.accept(bytes(prefixed));
    }
  }

  private static AlignedText prefixed(AlignedText text) {
    return text.isEmpty() || text.text().charAt(0) == ' ' ? text : text.behind(" ");
  }

  private static AlignedText bytes(AlignedText text) {
    AlignedText.Builder result = new AlignedText.Builder(text);
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int character = text.text().codePointAt(i);
      next = i + Character.charCount(character);
      for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
        result.append(character(b), i);
      }
    }
    return result.build();
  }
}
