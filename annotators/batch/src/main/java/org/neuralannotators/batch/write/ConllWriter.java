package org.neuralannotators.batch.write;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.batch.read.ConllLine;
import org.neuralannotators.batch.write.AnnotatedDocument.Token;

/**
 * Lines of a token and the tag of each tagger, in their order, with tabs between, and a blank line
 * after each sentence. A CoNLL file gets its own lines again, so that both align line by line; only
 * those of CoNLL-U that are no words are left out.
 */
final class ConllWriter {
  /** Whatever a reader could take for the end of a column or of a line. */
  private static final Pattern SEPARATORS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

  private ConllWriter() {}

  static void write(DocumentResult result, OutputStream output) throws IOException {
    BufferedWriter lines =
        new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    if (result.source().conllLines().isEmpty()) {
      writeSentences(result.document(), lines);
    } else {
      writeLines(result.source().conllLines(), result.document().tokens().iterator(), lines);
    }
    lines.flush();
  }

  private static void writeLines(
      List<ConllLine> given, Iterator<Token> tokens, BufferedWriter lines) throws IOException {
    String endOfPrevious = "";
    for (ConllLine line : given) {
      lines.write(endOfPrevious);
      if (line.isToken()) {
        write(line.text(), tokens.next(), lines);
      } else {
        lines.write(line.text());
      }
      endOfPrevious = "\n";
    }
  }

  private static void writeSentences(AnnotatedDocument document, BufferedWriter lines)
      throws IOException {
    for (List<Token> sentence : document.tokensBySentence()) {
      for (Token token : sentence) {
        write(document.text().substring(token.begin(), token.end()), token, lines);
        lines.write('\n');
      }
      lines.write('\n');
    }
  }

  private static void write(String word, Token token, BufferedWriter lines) throws IOException {
    lines.write(SEPARATORS.matcher(word).replaceAll("\uFFFD"));
    for (String tag : token.columns()) {
      lines.write('\t');
      lines.write(tag);
    }
  }
}
