package org.neuralannotators.text.tokenizer;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.neuralannotators.text.BertCharacters;
import org.neuralannotators.text.normalize.AlignedText;
import org.neuralannotators.text.subword.PieceTable;
import org.neuralannotators.text.subword.PieceTrie;

/** Finds added tokens in a text: from left to right the longest. Immutable. */
final class AddedTokens {
  private final List<AddedToken> tokens;
  private final PieceTrie trie;

  /**
   * @param contents what is looked for; that of a token is at its place
   */
  AddedTokens(List<AddedToken> tokens, List<String> contents) {
    this.tokens = List.copyOf(tokens);
    trie = PieceTrie.of(contents);
  }

  /**
   * Splits a text.
   *
   * @param others takes what is no added token
   * @param found takes added tokens with their ids
   */
  void split(AlignedText text, Consumer<AlignedText> others, ObjIntConsumer<AlignedText> found) {
    int end = 0;
    for (int begin = 0; !tokens.isEmpty() && begin < text.length(); ) {
      Match match = match(text.text(), begin);
      if (match == null) {
        begin++;
        continue;
      }
      begin = match.end();
      if (!fits(text.text(), match)) {
        continue;
      }
      int from =
          match.token().leftStrip() ? before(text.text(), match.begin(), end) : match.begin();
      int to = match.token().rightStrip() ? behind(text.text(), match.end()) : match.end();
      give(text, end, from, others);
      found.accept(text.slice(from, to), match.token().id());
      end = to;
      begin = to;
    }
    give(text, end, text.length(), others);
  }

  private static void give(AlignedText text, int begin, int end, Consumer<AlignedText> others) {
    if (end > begin) {
      others.accept(text.slice(begin, end));
    }
  }

  private record Match(AddedToken token, int begin, int end) {}

  private Match match(String text, int begin) {
    Match longest = null;
    int node = PieceTrie.ROOT;
    for (int end = begin; end < text.length(); ) {
      node = trie.next(node, text.charAt(end++));
      if (node == PieceTable.NONE) {
        break;
      }
      if (trie.id(node) != PieceTable.NONE) {
        longest = new Match(tokens.get(trie.id(node)), begin, end);
      }
    }
    return longest;
  }

  private static boolean fits(String text, Match match) {
    return (match.begin() == 0 || !match.token().atBegin())
        && !(match.token().singleWord() && touchesWord(text, match));
  }

  private static boolean touchesWord(String text, Match match) {
    return (match.begin() > 0 && isWord(text.codePointBefore(match.begin())))
        || (match.end() < text.length() && isWord(text.codePointAt(match.end())));
  }

  private static boolean isWord(int c) {
    return c == '_'
        || Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static int before(String text, int begin, int lowest) {
    int place = begin;
    while (place > lowest && BertCharacters.isWhitespace(text.charAt(place - 1))) {
      place--;
    }
    return place;
  }

  private static int behind(String text, int end) {
    int place = end;
    while (place < text.length() && BertCharacters.isWhitespace(text.charAt(place))) {
      place++;
    }
    return place;
  }
}
