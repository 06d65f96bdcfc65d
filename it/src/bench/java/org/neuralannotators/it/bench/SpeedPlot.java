package org.neuralannotators.it.bench;

import java.util.Locale;
import java.util.Map;

/**
 * Tokens a second as bars on a logarithmic axis that begins at 100; readable on light and on dark
 * ground.
 */
record SpeedPlot(Map<String, Double> speeds) {
  private static final int ROW = 44;
  private static final int WIDTH = 720;
  private static final double SMALLEST = 100;
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
      <title>Tokens a second, logarithmic</title>
      <style>
        text { font: 13px sans-serif; fill: #333 }
        rect { fill: #4c78a8 }
        rect.ours { fill: #d1495b }
        @media (prefers-color-scheme: dark) { text { fill: #ddd } }
      </style>
      """;

  String toSvg() {
    StringBuilder svg = new StringBuilder(HEAD.formatted(WIDTH, speeds.size() * ROW + 8));
    double largest = speeds.values().stream().mapToDouble(v -> v).max().orElseThrow();
    double scale = (WIDTH - 20) / Math.log(largest / SMALLEST);
    int y = 4;
    for (Map.Entry<String, Double> speed : speeds.entrySet()) {
      svg.append(
          String.format(
              Locale.ROOT,
              """
              <text x="10" y="%d">%s: %,.0f tokens/s</text>
              <rect%s x="10" y="%d" width="%.1f" height="14" rx="2"/>
              """,
              y + 15,
              speed.getKey(),
              speed.getValue(),
              y == 4 ? " class=\"ours\"" : "",
              y + 21,
              Math.max(1, scale * Math.log(speed.getValue() / SMALLEST))));
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }
}
