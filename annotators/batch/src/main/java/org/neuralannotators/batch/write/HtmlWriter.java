package org.neuralannotators.batch.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neuralannotators.batch.write.AnnotatedDocument.Entity;

/**
 * A page that needs nothing but itself: no script, no file beside it. It is well-formed XML too.
 * Each entity is a {@code mark} that shows its label and tells its confidence on hover and to
 * screen readers. A label has the same colour on all pages of a model. Behind the text comes its
 * translation, if it has one.
 */
final class HtmlWriter {
  private static final String STYLE = resource("page.css");
  private static final int COLOURS = 8;

  private final DocumentResult result;
  private final List<String> labels;
  private final StringBuilder page = new StringBuilder();

  private HtmlWriter(DocumentResult result) {
    this.result = result;
    this.labels = labels(result);
  }

  static void write(DocumentResult result, OutputStream output) throws IOException {
    output.write(new HtmlWriter(result).page().getBytes(StandardCharsets.UTF_8));
  }

  /** Those of the model and behind them what else the document has. */
  private static List<String> labels(DocumentResult result) {
    List<String> labels = new ArrayList<>(result.labels());
    result.document().entities().stream()
        .map(Entity::label)
        .filter(label -> !result.labels().contains(label))
        .distinct()
        .sorted()
        .forEach(labels::add);
    return labels;
  }

  private String page() {
    String title = escape(result.id());
    page.append("<!DOCTYPE html>\n<html lang=\"")
        .append(escape(result.source().cas().getDocumentLanguage()))
        .append("\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>")
        .append(title)
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">")
        .append(title)
        .append("</h1>\n");
    legend();
    page.append("</header>\n<main>\n<div class=\"text\" dir=\"auto\">");
    text();
    page.append("</div>\n");
    if (result.document().translation() != null) {
      new HtmlTranslation(result.document(), result.source().cas().getDocumentLanguage(), page)
          .write();
    }
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private void legend() {
    page.append("<h2 id=\"legend\">Entities</h2>\n<ul aria-labelledby=\"legend\">\n");
    for (String label : labels) {
      long count =
          result.document().entities().stream().filter(e -> e.label().equals(label)).count();
      page.append("<li><span class=\"key ")
          .append(colour(label))
          .append("\">")
          .append(escape(label))
          .append("</span> ")
          .append(count)
          .append("</li>\n");
    }
    page.append("</ul>\n");
  }

  private void text() {
    String text = result.document().text();
    int position = 0;
    for (Entity entity : result.document().entities()) {
      // Entities of one model don't overlap; if they did, the page would show the first.
      if (entity.begin() >= position) {
        page.append(escape(text.substring(position, entity.begin())));
        mark(entity);
        position = entity.end();
      }
    }
    page.append(escape(text.substring(position)));
  }

  private void mark(Entity entity) {
    String label = escape(entity.label());
    String confidence = String.format(Locale.ROOT, "confidence %.2f", entity.confidence());
    page.append("<mark class=\"")
        .append(colour(entity.label()))
        .append("\" title=\"")
        .append(label)
        .append(", ")
        .append(confidence)
        .append("\">")
        .append(escape(entity.text()))
        .append("<span class=\"label\">&#160;")
        .append(label)
        .append("<span class=\"hidden\">, ")
        .append(confidence)
        .append("</span></span></mark>");
  }

  private String colour(String label) {
    return "c" + labels.indexOf(label) % COLOURS;
  }

  static String escape(String text) {
    return LegalCharacters.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r\n", "\n")
        .replace('\r', '\n');
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlWriter.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
