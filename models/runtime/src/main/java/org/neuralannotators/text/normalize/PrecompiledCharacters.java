package org.neuralannotators.text.normalize;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SentencePiece's precompiled map of characters as Hugging Face's tokenizers use it: a grapheme of
 * less than six bytes is looked up as a whole first.
 */
final class PrecompiledCharacters implements Normalizer {
  private static final Pattern GRAPHEME = Pattern.compile("\\X");
  private static final int SHORT_GRAPHEME = 6;

  private final CharacterMap map;

  /**
   * @throws IllegalArgumentException when the map is cut short
   */
  PrecompiledCharacters(byte[] map) {
    this.map = new CharacterMap(map);
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
    String replacement = whole.length < SHORT_GRAPHEME ? map.ofShortest(whole) : null;
    if (replacement != null) {
      result.replace(begin, end, replacement);
      return true;
    }
    boolean changed = false;
    int next;
    for (int i = begin; i < end; i = next) {
      int character = text.codePointAt(i);
      next = i + Character.charCount(character);
      String other = map.ofShortest(Character.toString(character).getBytes(StandardCharsets.UTF_8));
      if (other == null) {
        result.append(character, i);
      } else {
        result.replace(i, next, other);
        changed = true;
      }
    }
    return changed;
  }
}
