package org.neuralannotators.batch.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.junit.jupiter.api.Test;
import org.neuralannotators.batch.read.LoadedDocument;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlWriterTest {
  private static final String TEXT = "<script>alert(1)</script> Ada & \"Bo\"\u0001\n\u05E9\u05DC";

  @Test
  void textIsEscaped() throws Exception {
    String page = page(new Mention(26, 29, "Ada", "PER", 0.987, "fake"));
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; <mark")
        .contains("&amp; &quot;Bo&quot;\uFFFD\n\u05E9\u05DC")
        .doesNotContain("<script", "\u0001");
  }

  @Test
  void anEntityHasItsLabelAndItsConfidence() throws Exception {
    Document page = parse(page(new Mention(26, 29, "Ada", "PER", 0.987, "fake")));
    Element mark = (Element) page.getElementsByTagName("mark").item(0);
    assertThat(mark.getAttribute("title")).isEqualTo("PER, confidence 0.99");
    assertThat(mark.getTextContent()).isEqualTo("Ada\u00A0PER, confidence 0.99");
  }

  @Test
  void theLegendCounts() throws Exception {
    Document page =
        parse(
            page(
                new Mention(26, 29, "Ada", "PER", 0.9, "fake"),
                new Mention(33, 35, "Bo", "MORE", 0.9, "fake")));
    NodeList items = page.getElementsByTagName("li");
    List<String> legend = new ArrayList<>();
    for (int i = 0; i < items.getLength(); i++) {
      legend.add(items.item(i).getTextContent());
    }
    assertThat(legend).containsExactly("LOC 0", "PER 1", "MORE 1");
  }

  @Test
  void thePageNeedsNothingButItself() throws Exception {
    assertThat(page()).doesNotContainPattern("\\b(src|href)=|url\\(|@import");
  }

  /** Contrast as WCAG 2.2 defines it; 4.5 is level AA for text. */
  @Test
  void textHasContrastOnEveryColour() throws Exception {
    String style;
    try (InputStream css = HtmlWriter.class.getResourceAsStream("page.css")) {
      style = new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
    String[] modes = style.split("@media", -1);
    assertThat(modes).hasSize(2);
    for (String mode : modes) {
      Map<String, Integer> colours = colours(mode);
      assertThat(colours).hasSize(10);
      int ink = colours.remove("ink");
      assertThat(colours)
          .allSatisfy(
              (name, colour) -> assertThat(contrast(ink, colour)).as(name).isGreaterThan(4.5));
    }
  }

  private static Map<String, Integer> colours(String css) {
    Map<String, Integer> colours = new HashMap<>();
    Matcher matcher = Pattern.compile("--(\\w+): #(\\p{XDigit}{6})").matcher(css);
    while (matcher.find()) {
      colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return colours;
  }

  private static double contrast(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }

  private static String page(Mention... entities) throws Exception {
    CAS cas = CasFactory.createCas();
    cas.setDocumentLanguage("en");
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    write(cas, output, entities);
    return output.toString(StandardCharsets.UTF_8);
  }

  private static void write(CAS cas, ByteArrayOutputStream output, Mention... entities)
      throws IOException {
    HtmlWriter.write(
        new DocumentResult(
            "letters/<1>.txt",
            new LoadedDocument(cas, null, List.of()),
            new AnnotatedDocument(
                TEXT, List.of(), List.of(), List.of(entities), null, null, null, null, null),
            List.of(new Layer(Layer.Kind.ENTITIES, "fake", List.of("LOC", "PER")))),
        output);
  }
}
