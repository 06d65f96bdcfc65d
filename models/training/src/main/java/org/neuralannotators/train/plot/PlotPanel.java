package org.neuralannotators.train.plot;

import java.util.List;
import java.util.Locale;

/** One panel of a {@link TrainingPlot}: its axes, curves and legend. */
final class PlotPanel {
  static final int HEIGHT = 220;
  private static final int LEFT = 60;
  private static final int RIGHT = TrainingPlot.WIDTH - 150;
  private static final int PLOT_HEIGHT = 170;
  private static final int TICKS = 5;
  // Of medium lightness, so that they stand out on white and on black, and apart for colour-blind.
  private static final List<String> COLOURS = List.of("#2f80d0", "#e07b20", "#2a9d6f", "#c05090");

  private final TrainingPlot.Panel panel;
  private final int top;
  private final int epochs;
  private final PlotAxis values;
  private final StringBuilder svg = new StringBuilder();

  PlotPanel(TrainingPlot.Panel panel, int top) {
    this.panel = panel;
    this.top = top;
    this.epochs = panel.curves().stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
    this.values =
        PlotAxis.covering(
            panel.curves().stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray(),
            TICKS);
  }

  String toSvg() {
    drawAxes();
    for (int i = 0; i < panel.curves().size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      drawCurve(panel.curves().get(i), colour);
      int y = top + 34 + 18 * i;
      add("<path class=\"curve\" stroke=\"%s\" d=\"M%d %dh20\"/>", colour, RIGHT + 12, y - 4);
      text(RIGHT + 38, y, "start", panel.curves().get(i).name());
    }
    return svg.toString();
  }

  private void drawAxes() {
    int bottom = top + PLOT_HEIGHT;
    for (double tick : values.ticks()) {
      add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y(tick), RIGHT);
      text(LEFT - 6, y(tick) + 4, "end", values.label(tick));
    }
    for (int epoch = 1; epoch <= epochs; epoch += Math.max(1, (epochs + 9) / 10)) {
      text(x(epoch), bottom + 16, "middle", Integer.toString(epoch));
    }
    add("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, top, bottom, RIGHT);
    text(RIGHT + 12, bottom + 16, "start", "epoch");
    text(RIGHT + 12, top + 12, "start", panel.label());
  }

  private void drawCurve(TrainingPlot.Curve curve, String colour) {
    StringBuilder path = new StringBuilder();
    char step = 'M';
    for (int i = 0; i < curve.values().size(); i++) {
      double value = curve.values().get(i);
      if (Double.isFinite(value)) {
        path.append(String.format(Locale.ROOT, "%c%.1f %.1f", step, x(i + 1), y(value)));
        step = 'L';
      } else {
        step = 'M';
      }
    }
    add(
        "<path class=\"curve\" stroke=\"%s\" stroke-linecap=\"round\" d=\"%s\"/>",
        colour, path.isEmpty() ? "M0 0" : path);
  }

  private double x(int epoch) {
    double part = epochs < 2 ? 0.5 : (epoch - 1.0) / (epochs - 1);
    return LEFT + 10 + part * (RIGHT - LEFT - 20);
  }

  private double y(double value) {
    return top + PLOT_HEIGHT * (1 - values.part(value));
  }

  private void text(double x, double y, String anchor, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor, TrainingPlot.escape(text));
  }

  private void add(String format, Object... parts) {
    svg.append(String.format(Locale.ROOT, format, parts)).append('\n');
  }
}
