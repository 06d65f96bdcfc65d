package org.neuralannotators.train.plot;

import java.util.List;
import java.util.Locale;

/**
 * The course of a training as a drawing in SVG: panels one below the other, each with its curves
 * over the epochs. Readable on light and on dark ground. Immutable and so thread-safe.
 *
 * @param title what was trained
 * @param panels such as one for the loss and one for the score
 */
public record TrainingPlot(String title, List<Panel> panels) {
  static final int WIDTH = 720;
  private static final int TITLE_HEIGHT = 40;
  private static final String STYLE =
      """
      <style>
        text { font: 12px sans-serif; fill: #333 }
        .title { font-size: 16px }
        .axis { stroke: #666; fill: none }
        .grid { stroke: #999; stroke-opacity: .35 }
        .curve { fill: none; stroke-width: 2 }
        @media (prefers-color-scheme: dark) { text { fill: #ddd } .axis { stroke: #aaa } }
      </style>
      """;

  public TrainingPlot {
    panels = List.copyOf(panels);
  }

  /**
   * A curve; its first value is that of epoch 1.
   *
   * @param name its name in the legend
   * @param values a value for each epoch; what isn't finite leaves a gap
   */
  public record Curve(String name, List<Double> values) {
    public Curve {
      values = List.copyOf(values);
    }
  }

  /**
   * Curves that share an axis.
   *
   * @param label what the axis shows
   * @param curves at least one
   */
  public record Panel(String label, List<Curve> curves) {
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /** The drawing as an XML document. */
  public String toSvg() {
    int height = TITLE_HEIGHT + panels.size() * PlotPanel.HEIGHT;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
            WIDTH,
            height));
    svg.append(STYLE);
    svg.append("<text class=\"title\" x=\"60\" y=\"26\">").append(escape(title));
    svg.append("</text>\n");
    for (int i = 0; i < panels.size(); i++) {
      svg.append(new PlotPanel(panels.get(i), TITLE_HEIGHT + i * PlotPanel.HEIGHT).toSvg());
    }
    return svg.append("</svg>\n").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
