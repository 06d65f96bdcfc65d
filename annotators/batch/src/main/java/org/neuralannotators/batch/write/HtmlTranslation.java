package org.neuralannotators.batch.write;

import java.util.List;
import java.util.Locale;
import org.neuralannotators.batch.write.AnnotatedDocument.Attention;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;

/**
 * The part of a page with each sentence, its translation, and as a heat map how much each token of
 * the translation attended to each of the sentence. A cell tells its weight on hover and to screen
 * readers; one whose weight rounds to nothing is empty.
 */
final class HtmlTranslation {
  /** What is shown as nothing, with two decimals. */
  private static final double NOTHING = 0.005;

  private final AnnotatedDocument document;
  private final String source;
  private final String target;
  private final HtmlMentions marks;
  private final StringBuilder page;

  /**
   * @param document has a translation
   * @param language of the document
   * @param marks writes texts with entities
   * @param page is written to
   */
  HtmlTranslation(
      AnnotatedDocument document, String language, HtmlMentions marks, StringBuilder page) {
    this.document = document;
    this.marks = marks;
    source = attributes(language);
    target = attributes(document.translation().language());
    this.page = page;
  }

  private static String attributes(String language) {
    return " lang=\"" + HtmlWriter.escape(language) + "\" dir=\"auto\"";
  }

  void write() {
    page.append("<section aria-labelledby=\"translation\">\n")
        .append("<h2 id=\"translation\">Translation</h2>\n");
    int number = 0;
    for (Sentence sentence : document.sentences()) {
      if (sentence.translation() != null) {
        write(sentence, ++number);
      }
    }
    page.append("</section>\n");
  }

  private void write(Sentence sentence, int number) {
    page.append("<h3>Sentence ").append(number).append("</h3>\n");
    element("p", source, document.text().substring(sentence.begin(), sentence.end()).strip());
    page.append("<p").append(target).append('>');
    marks.write(sentence.translation().text(), sentence.translation().entities());
    page.append("</p>\n");
    if (!sentence.translation().warnings().isEmpty()) {
      element("p", "", "Warnings: " + String.join(", ", sentence.translation().warnings()));
    }
    if (!sentence.translation().attention().isEmpty()) {
      table(sentence.translation().attention(), number);
    }
  }

  private void element(String name, String attributes, String text) {
    page.append('<').append(name).append(attributes).append('>');
    page.append(HtmlWriter.escape(text)).append("</").append(name).append(">\n");
  }

  private void table(List<Attention> rows, int number) {
    page.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"attention")
        .append(number)
        .append("\">\n<table>\n<caption id=\"attention")
        .append(number)
        .append("\">Attention of sentence ")
        .append(number)
        .append(": a row for each token of the translation</caption>\n<thead>\n<tr>\n<td></td>\n");
    for (String token : rows.get(0).tokens()) {
      element("th", " scope=\"col\"" + source, token);
    }
    page.append("</tr>\n</thead>\n<tbody>\n");
    rows.forEach(this::row);
    page.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(Attention row) {
    page.append("<tr>\n");
    element("th", " scope=\"row\"" + target, row.token());
    for (int i = 0; i < row.weights().length; i++) {
      cell(row, i);
    }
    page.append("</tr>\n");
  }

  private void cell(Attention row, int column) {
    float weight = row.weights()[column];
    if (weight < NOTHING) {
      page.append("<td></td>\n");
      return;
    }
    String number = String.format(Locale.ROOT, "%.2f", weight);
    page.append("<td style=\"--weight:")
        .append(number)
        .append("\" title=\"")
        .append(HtmlWriter.escape(row.token() + " \u2190 " + row.tokens().get(column)))
        .append(": ")
        .append(number)
        .append("\"><span class=\"hidden\">")
        .append(number)
        .append("</span></td>\n");
  }
}
