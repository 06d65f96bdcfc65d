package org.neuralannotators.text.normalize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SentencePiece's precompiled map of characters (Kudo and Richardson 2018, section 3.3): a trie of
 * UTF-8 sequences in a double array (Darts-clone), and behind it the strings that they become. A
 * grapheme of less than six bytes is looked up as a whole first, as Hugging Face's tokenizers do.
 */
final class PrecompiledCharacters implements Normalizer {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final int SHORT_GRAPHEME = 6;
  private static final int NONE = -1;

  private final int[] trie;
  private final byte[] strings;

  /**
   * @param map its size in bytes as four bytes, little-endian, the trie, and strings that end with
   *     0
   * @throws IllegalArgumentException when it is cut short
   */
  PrecompiledCharacters(byte[] map) {
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

  @Override
  public AlignedText normalize(AlignedText text) {
    AlignedText.Builder result = new AlignedText.Builder(text);
    boolean changed = false;
    Matcher graphemes = GRAPHEME.matcher(text.text());
    int end;
    for (int begin = 0; begin < text.length(); begin = end) {
      end = graphemes.find(begin) ? graphemes.end() : text.length();
      changed |= grapheme(text.text(), begin, end, result);
    }
    return changed ? result.build() : text;
  }

  private boolean grapheme(String text, int begin, int end, AlignedText.Builder result) {
    byte[] whole = text.substring(begin, end).getBytes(StandardCharsets.UTF_8);
    String replacement = whole.length < SHORT_GRAPHEME ? lookUp(whole) : null;
    if (replacement != null) {
      result.replace(begin, end, replacement);
      return true;
    }
    boolean changed = false;
    int next;
    for (int i = begin; i < end; i = next) {
      int character = text.codePointAt(i);
      next = i + Character.charCount(character);
      String other = lookUp(Character.toString(character).getBytes(StandardCharsets.UTF_8));
      if (other == null) {
        result.append(character, i);
      } else {
        result.replace(i, next, other);
        changed = true;
      }
    }
    return changed;
  }

  /** What the shortest prefix that the trie has becomes; null when it has none. */
  private String lookUp(byte[] key) {
    int node = offset(unit(0));
    for (byte b : key) {
      int label = b & 0xFF;
      node ^= label;
      int unit = unit(node);
      if (label(unit) != label) {
        return null;
      }
      node ^= offset(unit);
      if (hasLeaf(unit)) {
        return string(unit(node) & 0x7FFFFFFF);
      }
    }
    return null;
  }

  private int unit(int node) {
    return node >= 0 && node < trie.length ? trie[node] : 0;
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
