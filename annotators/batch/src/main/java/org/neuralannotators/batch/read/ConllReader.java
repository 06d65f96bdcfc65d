package org.neuralannotators.batch.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.batch.read.SourceDocument.Content;
import org.neuralannotators.label.Blanks;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.ColumnLines;

/**
 * Files with one token a line, in columns, and a blank line between sentences: {@link ColumnLines}.
 * Nothing but the tokens is read, of CoNLL-U also where there are spaces between them. Immutable
 * and so thread-safe.
 *
 * @param tokenColumn column of the token, from 0; null for the first, or CoNLL-U's
 * @param separator regular expression between columns; null for a tab
 */
public record ConllReader(Integer tokenColumn, Pattern separator) {
  private static final Pattern END_OF_LINE = Pattern.compile("\r?\n");

  /** The sentences and tokens exactly as the file has them. */
  Content read(InputFile file) throws IOException {
    ColumnLines lines =
        file.format() == InputFormat.CONLLU ? ColumnLines.CONLLU : ColumnLines.CONLL;
    ColumnFormat columns = columns(lines);
    List<ConllLine> kept = new ArrayList<>();
    List<UniversalSentence> sentences = new ArrayList<>(List.of(new UniversalSentence()));
    int number = 0;
    for (String line : END_OF_LINE.split(Utf8Text.decode(file.bytes(), file.location()), -1)) {
      number++;
      UniversalSentence sentence = sentences.get(sentences.size() - 1);
      switch (lines.kind(line)) {
        case TOKEN -> {
          String token = token(columns, line, file, number);
          kept.add(new ConllLine(true, token));
          sentence.addWord(token, lines == ColumnLines.CONLLU ? line : "");
        }
        case END_OF_SENTENCE -> {
          kept.add(new ConllLine(false, line));
          sentences.add(new UniversalSentence());
        }
        case PASSED_OVER -> sentence.passOver(line);
      }
    }
    return Contents.conll(
        TokenizedText.join(sentences.stream().map(UniversalSentence::words).toList()), kept);
  }

  /** How the columns are read. */
  public ColumnFormat columns(ColumnLines lines) {
    return ColumnFormat.of(lines, false)
        .withColumns(tokenColumn, null, separator == null ? null : separator.pattern());
  }

  private static String token(ColumnFormat format, String line, InputFile file, int number)
      throws IOException {
    String[] columns = format.separator().split(line, -1);
    if (format.tokenColumn() >= columns.length) {
      throw new IOException(
          "["
              + file.location()
              + "] line ["
              + number
              + "]: no token in column ["
              + (format.tokenColumn() + 1)
              + "]: found ["
              + columns.length
              + "] columns; correct the line or choose other --columns");
    }
    return Blanks.strip(columns[format.tokenColumn()]);
  }
}
