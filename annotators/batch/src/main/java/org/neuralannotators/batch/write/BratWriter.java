package org.neuralannotators.batch.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;

/**
 * Standoff annotation as brat reads it: entities and chunks as text-bound annotations, each with
 * its confidence as a note. Offsets are in characters, that is in Unicode code points. One that
 * goes over the end of a line is written as several fragments.
 *
 * @see <a href="https://brat.nlplab.org/standoff.html">brat standoff format</a>
 */
final class BratWriter {
  /** What may not be within a fragment, because it ends a column or a line. */
  private static final Pattern FRAGMENT = Pattern.compile("[^\t\r\n]+");

  private static final Pattern UNSAFE_IN_LABEL = Pattern.compile("[^\\p{L}\\p{N}_-]");

  private BratWriter() {}

  static void writeText(DocumentResult result, OutputStream output) throws IOException {
    output.write(result.document().text().getBytes(StandardCharsets.UTF_8));
  }

  static void writeAnnotations(DocumentResult result, OutputStream output) throws IOException {
    StringBuilder lines = new StringBuilder();
    CodePoints offsets = new CodePoints(result.document().text());
    int number = 0;
    for (Mention mention : result.document().mentions()) {
      write(mention, ++number, offsets, lines);
    }
    output.write(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Mention mention, int number, CodePoints offsets, StringBuilder lines) {
    List<String> spans = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    Matcher fragments = FRAGMENT.matcher(mention.text());
    while (fragments.find()) {
      int begin = offsets.at(mention.begin() + fragments.start());
      int end = offsets.at(mention.begin() + fragments.end());
      spans.add(begin + " " + end);
      texts.add(fragments.group());
    }
    String label = UNSAFE_IN_LABEL.matcher(mention.label()).replaceAll("_");
    lines.append(
        String.format(
            Locale.ROOT,
            "T%d\t%s %s\t%s\n#%d\tAnnotatorNotes T%d\tconfidence %.4f\n",
            number,
            label,
            String.join(";", spans),
            String.join(" ", texts),
            number,
            number,
            mention.confidence()));
  }

  /** Counts code points up to positions that mostly grow. */
  private static final class CodePoints {
    private final String text;
    private int position;
    private int points;

    CodePoints(String text) {
      this.text = text;
    }

    int at(int target) {
      if (target < position) {
        position = 0;
        points = 0;
      }
      points += text.codePointCount(position, target);
      position = target;
      return points;
    }
  }
}
