package org.neuralannotators.batch.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.neuralannotators.batch.write.AnnotatedDocument.Attention;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;
import org.neuralannotators.batch.write.AnnotatedDocument.SentenceTranslation;
import org.neuralannotators.batch.write.AnnotatedDocument.Translation;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlTranslationTest {
  private static final List<String> TOKENS = List.of("a", "<b>");

  private static Element section(Attention... attention) throws Exception {
    String text = "a <b>\nno";
    StringBuilder page = new StringBuilder();
    new HtmlTranslation(
            new AnnotatedDocument(
                text,
                List.of(
                    new Sentence(
                        0,
                        6,
                        null,
                        new SentenceTranslation(
                            "x & y",
                            -1,
                            List.of("NUMBERS"),
                            List.of(new Mention(4, 5, "y", "PER", 0.75, "fake")),
                            List.of(attention))),
                    new Sentence(6, 8, null, null)),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                new Translation("de", "fake", "x & y")),
            "en",
            new HtmlMentions(List.of("PER"), page),
            page)
        .write();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.toString().getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static Element withAttention() throws Exception {
    return section(
        new Attention("x", TOKENS, new float[] {0.75f, 0.004f}),
        new Attention("\"y\"", TOKENS, new float[] {0.1f, 0.996f}));
  }

  private static List<Element> all(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Element element, String name) {
    return all(element, name).stream().map(Element::getTextContent).toList();
  }

  @Test
  void sentencesThatWereTranslatedAreShownWithTheirLanguages() throws Exception {
    Element section = section();
    assertThat(texts(section, "h2")).containsExactly("Translation");
    assertThat(texts(section, "h3")).containsExactly("Sentence 1");
    assertThat(texts(section, "p"))
        .containsExactly("a <b>", "x & y\u00A0PER, confidence 0.75", "Warnings: NUMBERS");
    assertThat(all(section, "mark"))
        .extracting(mark -> mark.getAttribute("title"))
        .containsExactly("PER, confidence 0.75");
    assertThat(all(section, "p"))
        .extracting(paragraph -> paragraph.getAttribute("lang"))
        .containsExactly("en", "de", "");
    assertThat(all(section, "table")).isEmpty();
  }

  @Test
  void theTableHasHeadersForScreenReaders() throws Exception {
    Element section = withAttention();
    assertThat(all(section, "th"))
        .extracting(
            Element::getTextContent,
            header -> header.getAttribute("scope"),
            header -> header.getAttribute("lang"))
        .containsExactly(
            tuple("a", "col", "en"),
            tuple("<b>", "col", "en"),
            tuple("x", "row", "de"),
            tuple("\"y\"", "row", "de"));
    Element region = all(section, "div").get(0);
    Element caption = all(section, "caption").get(0);
    assertThat(region.getAttribute("role")).isEqualTo("region");
    assertThat(region.getAttribute("tabindex")).isEqualTo("0");
    assertThat(caption.getAttribute("id")).isEqualTo(region.getAttribute("aria-labelledby"));
  }

  @Test
  void cellsTellTheirWeightsAndEmptyOnesAreNothing() throws Exception {
    List<Element> cells = all(all(withAttention(), "tbody").get(0), "td");
    assertThat(cells)
        .extracting(Element::getTextContent)
        .containsExactly("0.75", "", "0.10", "1.00");
    assertThat(cells)
        .extracting(cell -> cell.getAttribute("style"))
        .containsExactly("--weight:0.75", "", "--weight:0.10", "--weight:1.00");
    assertThat(cells.get(3).getAttribute("title")).isEqualTo("\"y\" \u2190 <b>: 1.00");
  }
}
