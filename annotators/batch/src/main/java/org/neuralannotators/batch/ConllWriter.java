package org.neuralannotators.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.uima.cas.CAS;
import org.neuralannotators.batch.AnnotatedDocument.Span;
import org.neuralannotators.batch.AnnotatedDocument.Token;

/** Lines of token, tab and tag, with a blank line after each sentence. */
final class ConllWriter {
  /** Whatever a reader could take for the end of a column or of a line. */
  private static final Pattern SEPARATORS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

  private ConllWriter() {}

  static void write(CAS cas, OutputStream output) throws IOException {
    AnnotatedDocument document = CasReader.read(cas);
    BufferedWriter lines =
        new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    int next = 0;
    for (Span sentence : document.sentences()) {
      next = writeUntil(sentence.begin(), document, next, lines);
      next = writeUntil(sentence.end(), document, next, lines);
    }
    writeUntil(document.text().length(), document, next, lines);
    lines.flush();
  }

  /** Writes the tokens that begin before the end as a sentence; returns the number of the next. */
  private static int writeUntil(
      int end, AnnotatedDocument document, int first, BufferedWriter lines) throws IOException {
    List<Token> tokens = document.tokens();
    int next = first;
    while (next < tokens.size() && tokens.get(next).begin() < end) {
      write(document.text(), tokens.get(next++), lines);
    }
    if (next > first) {
      lines.write('\n');
    }
    return next;
  }

  private static void write(String text, Token token, BufferedWriter lines) throws IOException {
    String word = text.substring(token.begin(), token.end());
    lines.write(SEPARATORS.matcher(word).replaceAll("\uFFFD"));
    lines.write('\t');
    lines.write(token.tag());
    lines.write('\n');
  }
}
