package org.neuralannotators.batch.write;

import java.util.List;
import java.util.Locale;
import org.neuralannotators.batch.write.AnnotatedDocument.Mention;

/**
 * Texts in which each entity or chunk is a {@code mark}.
 *
 * @param labels whose places give the colours
 * @param page is written to
 */
record HtmlMentions(List<String> labels, StringBuilder page) {
  /**
   * Writes a text.
   *
   * @param mentions in order; those of one model don't overlap, of those of several the page shows
   *     the first
   */
  void write(String text, List<Mention> mentions) {
    int position = 0;
    for (Mention mention : mentions) {
      if (mention.begin() >= position) {
        page.append(HtmlWriter.escape(text.substring(position, mention.begin())));
        mark(mention);
        position = mention.end();
      }
    }
    page.append(HtmlWriter.escape(text.substring(position)));
  }

  private void mark(Mention mention) {
    String label = HtmlWriter.escape(mention.label());
    String confidence = String.format(Locale.ROOT, "confidence %.2f", mention.confidence());
    page.append("<mark class=\"")
        .append(HtmlWriter.colour(labels, mention.label()))
        .append("\" title=\"")
        .append(label)
        .append(", ")
        .append(confidence)
        .append("\">")
        .append(HtmlWriter.escape(mention.text()))
        .append("<span class=\"label\">&#160;")
        .append(label)
        .append("<span class=\"hidden\">, ")
        .append(confidence)
        .append("</span></span></mark>");
  }
}
