package org.neuralannotators.batch.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.batch.read.SourceDocument.Content;

/**
 * Files with one token a line, in columns, and a blank line between sentences. Lines that begin
 * with {@code -DOCSTART-} end a sentence. Nothing but the tokens is read. Immutable and so
 * thread-safe.
 *
 * @param tokenColumn column of the token, from 0
 * @param separator regular expression between columns
 */
public record ConllReader(int tokenColumn, Pattern separator) {
  private static final Pattern END_OF_LINE = Pattern.compile("\r?\n");
  private static final String DOCUMENT_START = "-DOCSTART-";

  /** The sentences and tokens exactly as the file has them. */
  Content read(InputFile file) throws IOException {
    List<ConllLine> lines = new ArrayList<>();
    String text = Utf8Text.decode(file.bytes(), file.location());
    for (String line : END_OF_LINE.split(text, -1)) {
      lines.add(line(line, file, lines.size() + 1));
    }
    return Contents.conll(TokenizedText.join(sentences(lines)), lines);
  }

  private ConllLine line(String line, InputFile file, int number) throws IOException {
    if (line.isBlank() || line.startsWith(DOCUMENT_START)) {
      return new ConllLine(false, line);
    }
    String[] columns = separator.split(line, -1);
    if (tokenColumn >= columns.length) {
      throw new IOException(
          "["
              + file.location()
              + "] line ["
              + number
              + "]: no token in column ["
              + (tokenColumn + 1)
              + "]: found ["
              + columns.length
              + "] columns; correct the line or choose other --columns");
    }
    return new ConllLine(true, columns[tokenColumn]);
  }

  private static List<List<String>> sentences(List<ConllLine> lines) {
    List<List<String>> sentences = new ArrayList<>();
    sentences.add(new ArrayList<>());
    for (ConllLine line : lines) {
      if (line.isToken()) {
        sentences.get(sentences.size() - 1).add(line.text());
      } else {
        sentences.add(new ArrayList<>());
      }
    }
    return sentences;
  }
}
