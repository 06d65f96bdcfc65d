package org.neuralannotators.train.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.train.plot.TrainingPlot.Curve;
import org.neuralannotators.train.plot.TrainingPlot.Panel;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class TrainingPlotTest {
  @Test
  void drawsCurvesWithAxesAndLegend() throws Exception {
    Element svg =
        parse(
            new TrainingPlot(
                "A & <B>",
                List.of(
                    new Panel("loss", List.of(curve("train", 2, 1, 0.5), curve("dev", 3, 2, 1))),
                    new Panel("F1", List.of(curve("dev F1", 0.1, 0.5, 0.9))))));
    assertThat(texts(svg))
        .contains("A & <B>", "loss", "F1", "train", "dev", "dev F1", "epoch", "1", "2", "3");
    assertThat(svg.getElementsByTagName("style").item(0).getTextContent())
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void gapsAndEmptyCurvesAreDrawn() throws Exception {
    Element svg =
        parse(
            new TrainingPlot(
                "gaps",
                List.of(
                    new Panel("loss", List.of(curve("x", 1, Double.NaN, 2), curve("none"))),
                    new Panel("one", List.of(curve("same", 3))))));
    assertThat(svg.getOwnerDocument().getDocumentElement().getTagName()).isEqualTo("svg");
  }

  /** Ticks worked by hand. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, '0.0 0.2 0.4 0.6 0.8 1.0'",
    "0.12, 0.93, '0.0 0.2 0.4 0.6 0.8 1.0'",
    "3, 47, '0 10 20 30 40 50'",
    "-1, 1, '-1.0 -0.5 0.0 0.5 1.0'",
    "0.001, 0.004, '0.001 0.002 0.003 0.004'"
  })
  void ticksAreRound(double low, double high, String ticks) {
    PlotAxis axis = PlotAxis.covering(new double[] {low, high}, 5);
    List<String> labels = new ArrayList<>();
    for (double tick : axis.ticks()) {
      labels.add(axis.label(tick));
    }
    assertThat(String.join(" ", labels)).isEqualTo(ticks);
    assertThat(axis.part(low)).isBetween(0.0, 1.0);
    assertThat(axis.part(high)).isBetween(0.0, 1.0);
  }

  private static Curve curve(String name, double... values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return new Curve(name, list);
  }

  private static Element parse(TrainingPlot plot) throws Exception {
    byte[] xml = plot.toSvg().getBytes(StandardCharsets.UTF_8);
    assertThat(new String(xml, StandardCharsets.UTF_8)).doesNotContain("NaN");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml))
        .getDocumentElement();
  }

  private static List<String> texts(Element svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
