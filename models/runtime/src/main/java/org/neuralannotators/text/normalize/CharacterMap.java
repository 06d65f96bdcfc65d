package org.neuralannotators.text.normalize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * SentencePiece's precompiled map of characters (Kudo and Richardson 2018, section 3.3): a trie of
 * UTF-8 sequences in a double array (Darts-clone), and behind it the strings that they become.
 * Immutable.
 */
final class CharacterMap {
  private static final int NONE = -1;

  /** The place of the trie's root. */
  private static final int ROOT = 0;

  private final int[] trie;
  private final byte[] strings;

  /**
   * @param map its size in bytes as four bytes, little-endian, the trie, and strings that end with
   *     0
   * @throws IllegalArgumentException when it is cut short
   */
  CharacterMap(byte[] map) {
    ByteBuffer buffer = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
    int bytes = map.length < Integer.BYTES ? NONE : buffer.getInt();
    if (bytes <= 0 || bytes % Integer.BYTES != 0 || bytes > buffer.remaining()) {
      throw new IllegalArgumentException(
          "A precompiled map of characters has ["
              + map.length
              + "] bytes and says that its trie has ["
              + bytes
              + "]; expected it to fit. Get the file anew");
    }
    trie = new int[bytes / Integer.BYTES];
    buffer.asIntBuffer().get(trie);
    strings = new byte[buffer.remaining() - bytes];
    buffer.position(Integer.BYTES + bytes).get(strings);
  }

  /** What the shortest beginning of a text that the map has becomes; null when it has none. */
  String ofShortest(byte[] text) {
    int place = ROOT;
    for (byte b : text) {
      place = next(place, b);
      if (place == NONE) {
        return null;
      }
      if (hasLeaf(unit(place))) {
        return leaf(place);
      }
    }
    return null;
  }

  /**
   * A part of a text, and what it becomes.
   *
   * @param end where it ends, in UTF-16 units
   */
  record Match(int end, String replacement) {}

  /** The longest part of a text from a place on that the map has; null when it has none. */
  Match longest(String text, int begin) {
    Match longest = null;
    int place = ROOT;
    for (int end = begin; end < text.length(); ) {
      int character = text.codePointAt(end);
      end += Character.charCount(character);
      for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
        place = place == NONE ? NONE : next(place, b);
      }
      if (place == NONE) {
        break;
      }
      if (hasLeaf(unit(place))) {
        longest = new Match(end, leaf(place));
      }
    }
    return longest;
  }

  private int next(int place, byte b) {
    int label = b & 0xFF;
    int next = place ^ offset(unit(place)) ^ label;
    return label(unit(next)) == label ? next : NONE;
  }

  private String leaf(int place) {
    return string(unit(place ^ offset(unit(place))) & 0x7FFFFFFF);
  }

  private int unit(int place) {
    return place >= 0 && place < trie.length ? trie[place] : 0;
  }

  private static boolean hasLeaf(int unit) {
    return (unit >>> 8 & 1) == 1;
  }

  /** A leaf's sign bit is part of it, so that no byte equals it. */
  private static int label(int unit) {
    return unit & 0x800000FF;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }

  private String string(int begin) {
    if (begin >= strings.length) {
      return null;
    }
    int end = begin;
    while (end < strings.length && strings[end] != 0) {
      end++;
    }
    return new String(strings, begin, end - begin, StandardCharsets.UTF_8);
  }
}
