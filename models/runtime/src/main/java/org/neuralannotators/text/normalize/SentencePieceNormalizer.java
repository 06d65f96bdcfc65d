package org.neuralannotators.text.normalize;

import java.util.List;
import org.neuralannotators.text.subword.PieceTrie;

/**
 * What SentencePiece itself does to a text (Kudo and Richardson 2018, section 3.3; its {@code
 * normalizer.cc}): the longest part that the map of characters has is replaced, and blanks become
 * marks.
 */
final class SentencePieceNormalizer implements Normalizer {
  private static final int MARK = 0x2581;
  private static final char BLANK = ' ';

  private final CharacterMap characters;
  private final boolean prefix;
  private final boolean mergesBlanks;
  private final PieceTrie kept;

  /**
   * @param characters the map; null for none
   * @param prefix whether a mark is put before a text
   * @param mergesBlanks whether blanks at the ends and next to another one are left out
   * @param kept what users defined as pieces, which isn't changed
   */
  SentencePieceNormalizer(
      CharacterMap characters, boolean prefix, boolean mergesBlanks, List<String> kept) {
    this.characters = characters;
    this.prefix = prefix;
    this.mergesBlanks = mergesBlanks;
    this.kept = PieceTrie.of(kept);
  }

  @Override
  public AlignedText normalize(AlignedText text) {
    String original = text.text();
    AlignedText.Builder result = new AlignedText.Builder(text);
    int begin = mergesBlanks ? behindBlanks(original) : 0;
    if (begin == original.length()) {
      return result.build();
    }
    if (prefix) {
      result.append(MARK, begin);
    }
    boolean behindBlank = mergesBlanks;
    CharacterMap.Match part;
    for (int i = begin; i < original.length(); i = part.end()) {
      part = part(original, i);
      String content = behindBlank ? withoutBlanksBefore(part.replacement()) : part.replacement();
      if (!content.isEmpty()) {
        result.replace(i, part.end(), content.replace(BLANK, (char) MARK));
        behindBlank = mergesBlanks && content.charAt(content.length() - 1) == BLANK;
      }
    }
    return mergesBlanks ? withoutMarksBehind(result.build()) : result.build();
  }

  private int behindBlanks(String text) {
    int begin = 0;
    while (begin < text.length()) {
      CharacterMap.Match part = part(text, begin);
      if (!part.replacement().equals(" ")) {
        break;
      }
      begin = part.end();
    }
    return begin;
  }

  /** What comes next in a text, and what it becomes. */
  private CharacterMap.Match part(String text, int begin) {
    int end = kept.endOfLongest(text, begin);
    CharacterMap.Match changed =
        end > begin || characters == null ? null : characters.longest(text, begin);
    if (changed != null) {
      return changed;
    }
    int next = end > begin ? end : begin + Character.charCount(text.codePointAt(begin));
    return new CharacterMap.Match(next, text.substring(begin, next));
  }

  private static String withoutBlanksBefore(String content) {
    int begin = 0;
    while (begin < content.length() && content.charAt(begin) == BLANK) {
      begin++;
    }
    return content.substring(begin);
  }

  private static AlignedText withoutMarksBehind(AlignedText text) {
    int end = text.length();
    while (end > 0 && text.text().charAt(end - 1) == MARK) {
      end--;
    }
    return text.slice(0, end);
  }
}
