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
    List<Token> tokens = document.tokens();
    int next = 0;
    for (Span sentence : document.sentences()) {
      int first = next;
      while (next < tokens.size() && tokens.get(next).begin() < sentence.end()) {
        write(document.text(), tokens.get(next++), lines);
      }
      if (next > first) {
        lines.write('\n');
      }
    }
    lines.flush();
  }

  private static void write(String text, Token token, BufferedWriter lines) throws IOException {
    String word = text.substring(token.begin(), token.end());
    lines.write(SEPARATORS.matcher(word).replaceAll("\uFFFD"));
    lines.write('\t');
    lines.write(token.tag());
    lines.write('\n');
  }
}
