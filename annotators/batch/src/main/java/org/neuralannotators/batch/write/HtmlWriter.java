package org.neuralannotators.batch.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;
import org.neuralannotators.batch.write.AnnotatedDocument.Reply;

/**
 * A page that needs nothing but itself: no script, no file beside it. It is well-formed XML too.
 * Each entity, or where nobody looked for entities each chunk, is a {@code mark} that shows its
 * label and tells its confidence on hover and to screen readers. A label has the same colour on all
 * pages of a model. Before the text come the classes of the document, behind it summaries, answers
 * to questions, the classes of sentences, the tags of tokens, and the translation.
 */
final class HtmlWriter {
  private static final String STYLE = resource("page.css");
  private static final int COLOURS = 8;

  private final DocumentResult result;
  private final Layer.Kind marked;
  private final List<Mention> mentions;
  private final List<String> labels;
  private final StringBuilder page = new StringBuilder();

  private HtmlWriter(DocumentResult result) {
    this.result = result;
    this.marked = result.layers(Layer.Kind.ENTITIES) > 0 ? Layer.Kind.ENTITIES : Layer.Kind.CHUNKS;
    this.mentions =
        Objects.requireNonNullElse(
            marked == Layer.Kind.ENTITIES
                ? result.document().entities()
                : result.document().chunks(),
            List.of());
    this.labels = labels(result, marked, mentions.stream().map(Mention::label));
  }

  static void write(DocumentResult result, OutputStream output) throws IOException {
    output.write(new HtmlWriter(result).page().getBytes(StandardCharsets.UTF_8));
  }

  /** Those of the models and behind them what else the document has. */
  static List<String> labels(DocumentResult result, Layer.Kind kind, Stream<String> found) {
    Set<String> labels = new LinkedHashSet<>();
    result.layers().stream()
        .filter(layer -> layer.kind() == kind)
        .map(Layer::labels)
        .forEach(labels::addAll);
    found.sorted().forEach(labels::add);
    return List.copyOf(labels);
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
    HtmlClasses classes = new HtmlClasses(result, page);
    classes.writeOfDocument();
    if (result.layers(marked) > 0) {
      legend();
    }
    page.append("</header>\n<main>\n<div class=\"text\" dir=\"auto\">");
    HtmlMentions marks = new HtmlMentions(labels, page);
    marks.write(result.document().text(), mentions);
    page.append("</div>\n");
    summaries();
    answers();
    classes.writeOfSentences();
    new HtmlTokens(result, page).write();
    if (result.document().translation() != null) {
      new HtmlTranslation(
              result.document(), result.source().cas().getDocumentLanguage(), marks, page)
          .write();
    }
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private void legend() {
    page.append("<h2 id=\"legend\">")
        .append(marked == Layer.Kind.ENTITIES ? "Entities" : "Chunks")
        .append("</h2>\n<ul aria-labelledby=\"legend\">\n");
    for (String label : labels) {
      long count = mentions.stream().filter(m -> m.label().equals(label)).count();
      page.append("<li><span class=\"key ")
          .append(colour(labels, label))
          .append("\">")
          .append(escape(label))
          .append("</span> ")
          .append(count)
          .append("</li>\n");
    }
    page.append("</ul>\n");
  }

  private void summaries() {
    if (result.document().summaries() == null) {
      return;
    }
    page.append("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n");
    result
        .document()
        .summaries()
        .forEach(
            summary ->
                page.append("<p dir=\"auto\">").append(escape(summary.text())).append("</p>\n"));
    page.append("</section>\n");
  }

  private void answers() {
    if (result.document().answers() == null) {
      return;
    }
    page.append("<section aria-labelledby=\"answers\">\n<h2 id=\"answers\">Answers</h2>\n<dl>\n");
    for (Reply reply : result.document().answers()) {
      page.append("<dt dir=\"auto\">").append(escape(reply.question())).append("</dt>\n");
      if (reply.answer() == null) {
        page.append("<dd><em>no answer</em></dd>\n");
      } else {
        page.append("<dd dir=\"auto\">")
            .append(escape(reply.answer().text()))
            .append(String.format(Locale.ROOT, " (%.2f)</dd>\n", reply.answer().confidence()));
      }
    }
    page.append("</dl>\n</section>\n");
  }

  static String colour(List<String> labels, String label) {
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
