package org.neuralannotators.split;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.label.ColumnLines;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Reads a file of tokens, one a line with a blank line between sentences, beside the text that they
 * are of. Columns behind the token are passed over; CoNLL-U is known by its name.
 */
public final class TokenColumn {
  private TokenColumn() {}

  /**
   * Finds the tokens in the text.
   *
   * @param wholeTokens whether a multiword token of CoNLL-U counts, never its words
   * @throws IOException naming file and number of a token that isn't next in the text
   */
  public static SplitText read(Path tokens, Path text, boolean wholeTokens) throws IOException {
    String characters = String.join("\n", Utf8LineReader.lines(text));
    return ColumnLines.of(tokens) == ColumnLines.CONLLU
        ? aligned(ConlluText.read(tokens, wholeTokens), characters, tokens)
        : columns(tokens, characters);
  }

  private static SplitText columns(Path file, String text) throws IOException {
    List<TextRange> tokens = new ArrayList<>();
    List<TextRange> sentences = new ArrayList<>();
    int first = 0;
    for (String line : Utf8LineReader.lines(file)) {
      if (!line.isBlank()) {
        int tab = line.indexOf('\t');
        tokens.add(next(tab < 0 ? line : line.substring(0, tab), text, tokens, file));
      } else if (tokens.size() > first) {
        sentences.add(sentence(tokens, first));
        first = tokens.size();
      }
    }
    if (tokens.size() > first) {
      sentences.add(sentence(tokens, first));
    }
    return new SplitText(text, tokens, sentences);
  }

  private static TextRange sentence(List<TextRange> tokens, int first) {
    return new TextRange(tokens.get(first).begin(), tokens.get(tokens.size() - 1).end());
  }

  private static SplitText aligned(SplitText gold, String text, Path file) throws IOException {
    List<TextRange> tokens = new ArrayList<>();
    List<TextRange> sentences = new ArrayList<>();
    int next = 0;
    for (TextRange sentence : gold.sentences()) {
      int first = next;
      while (next < gold.tokens().size() && gold.tokens().get(next).end() <= sentence.end()) {
        tokens.add(next(gold.tokens().get(next).of(gold.text()), text, tokens, file));
        next++;
      }
      sentences.add(sentence(tokens, first));
    }
    return new SplitText(text, tokens, sentences);
  }

  private static TextRange next(String token, String text, List<TextRange> before, Path file)
      throws IOException {
    int begin = skipSpace(text, before.isEmpty() ? 0 : before.get(before.size() - 1).end());
    int at = begin;
    for (int i = 0; i < token.length(); i++) {
      if (!Chars.isSpace(token.charAt(i))) {
        at = skipSpace(text, at);
        if (at == text.length() || text.charAt(at) != token.charAt(i)) {
          throw new IOException(
              "[%s]: token [%d], [%s], isn't next in the text; found [%s] there. Name the text that the tokens are of"
                  .formatted(
                      file,
                      before.size() + 1,
                      token,
                      text.substring(begin, Math.min(text.length(), begin + 20))));
        }
        at++;
      }
    }
    return new TextRange(begin, at);
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Chars.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
