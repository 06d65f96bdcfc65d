package org.neuralannotators.batch.write;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.neuralannotators.batch.write.AnnotatedDocument.Category;
import org.neuralannotators.batch.write.AnnotatedDocument.Sentence;

/** The parts of a page with the classes of the document and of its sentences. */
final class HtmlClasses {
  private final DocumentResult result;
  private final StringBuilder page;

  /**
   * @param page is written to
   */
  HtmlClasses(DocumentResult result, StringBuilder page) {
    this.result = result;
    this.page = page;
  }

  /** Nothing where the document was not classified. */
  void writeOfDocument() {
    List<Category> classes = result.document().classes();
    if (classes != null) {
      List<String> labels = labels(Layer.Kind.CLASSES_OF_DOCUMENTS, classes.stream());
      page.append("<p>Class of the document:");
      classes.forEach(found -> write(found, labels));
      page.append("</p>\n");
    }
  }

  /** Nothing where no sentence was classified. */
  void writeOfSentences() {
    if (result.layers(Layer.Kind.CLASSES_OF_SENTENCES) == 0) {
      return;
    }
    List<Sentence> sentences = result.document().sentences();
    List<String> labels =
        labels(
            Layer.Kind.CLASSES_OF_SENTENCES,
            sentences.stream()
                .map(Sentence::classes)
                .filter(Objects::nonNull)
                .flatMap(List::stream));
    page.append("<section aria-labelledby=\"sentences\">\n")
        .append("<h2 id=\"sentences\">Sentences</h2>\n");
    for (Sentence sentence : sentences) {
      String text = result.document().text().substring(sentence.begin(), sentence.end());
      page.append("<p dir=\"auto\">").append(HtmlWriter.escape(text.strip()));
      sentence.classes().forEach(found -> write(found, labels));
      page.append("</p>\n");
    }
    page.append("</section>\n");
  }

  private List<String> labels(Layer.Kind kind, Stream<Category> found) {
    return HtmlWriter.labels(result, kind, found.map(Category::label));
  }

  private void write(Category found, List<String> labels) {
    page.append(" <span class=\"key ")
        .append(HtmlWriter.colour(labels, found.label()))
        .append("\" title=\"")
        .append(HtmlWriter.escape(found.modelId()))
        .append("\">")
        .append(HtmlWriter.escape(found.label()))
        .append("</span> ")
        .append(String.format(Locale.ROOT, "%.2f", found.confidence()));
  }
}
