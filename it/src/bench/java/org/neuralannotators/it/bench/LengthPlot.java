package org.neuralannotators.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** BLEU of translators by the length of the sources, as groups of bars. */
public final class LengthPlot {
  private static final List<String> COLOURS = List.of("#4c78a8", "#d1495b", "#2a9d6f", "#e07b20");
  private static final int WIDTH = 720;
  private static final int BOTTOM = 226;
  private static final int LEFT = 50;
  private static final double UNIT = 4;
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
      <title>BLEU by the length of the source</title>
      <style>
        text { font: 13px sans-serif; fill: #333 }
        .grid { stroke: #999; stroke-opacity: .35 }
        @media (prefers-color-scheme: dark) { text { fill: #ddd } }
      </style>
      """;

  private final StringBuilder svg = new StringBuilder(HEAD.formatted(WIDTH, BOTTOM + 70));

  private LengthPlot() {}

  /**
   * @param arguments the file to write, and for each translator a name, {@code =} and a file of
   *     what {@code evaluate mt --by-length --json} printed
   */
  public static void main(String[] arguments) throws IOException {
    LengthPlot plot = new LengthPlot();
    plot.drawGrid();
    int translators = arguments.length - 1;
    for (int i = 0; i < translators; i++) {
      String[] nameAndFile = arguments[i + 1].split("=", 2);
      plot.drawName(i, nameAndFile[0]);
      JsonNode scores = new ObjectMapper().readTree(Path.of(nameAndFile[1]).toFile());
      plot.drawBars(i, translators, scores.get("byLength"));
    }
    Files.writeString(Path.of(arguments[0]), plot.svg.append("</svg>\n"));
  }

  private void drawGrid() {
    for (int bleu = 0; bleu <= 50; bleu += 10) {
      double y = BOTTOM - UNIT * bleu;
      add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - 10);
      text(LEFT - 6, y + 4, "end", Integer.toString(bleu));
    }
    text(LEFT - 6, 12, "end", "BLEU");
    text(WIDTH - 10, BOTTOM + 36, "end", "words of the source");
  }

  private void drawName(int translator, String name) {
    int x = LEFT + 200 * translator;
    add(
        "<rect fill=\"%s\" x=\"%d\" y=\"%d\" width=\"14\" height=\"14\" rx=\"2\"/>",
        COLOURS.get(translator), x, BOTTOM + 48);
    text(x + 20, BOTTOM + 60, "start", name);
  }

  private void drawBars(int translator, int translators, JsonNode groups) {
    double group = (WIDTH - 10.0 - LEFT) / groups.size();
    double bar = (group - 24) / translators;
    double x = LEFT + 12 + translator * bar;
    for (JsonNode scores : groups) {
      double bleu = scores.get("bleu").doubleValue();
      double y = BOTTOM - UNIT * bleu;
      add(
          "<rect fill=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>",
          COLOURS.get(translator), x, y, bar - 3, UNIT * bleu);
      text(x + bar / 2, y - 4, "middle", String.format(Locale.ROOT, "%.1f", bleu));
      if (translator == 0) {
        text(x + group / 2 - 12, BOTTOM + 18, "middle", label(scores));
      }
      x += group;
    }
  }

  private static String label(JsonNode scores) {
    return scores.get("fromWords")
        + (scores.has("toWords") ? "–" + scores.get("toWords") : " and more");
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }

  private void add(String format, Object... parts) {
    svg.append(String.format(Locale.ROOT, format, parts)).append('\n');
  }
}
