package org.neuralannotators.batch.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The forms in which annotated documents are written, all in UTF-8. Thread-safe. */
public enum DocumentFormat {
  /** One object of {@link AnnotatedDocument}: text, sentences, tokens and what was found. */
  JSON,
  /** A line with what {@link JsonLines} says of a document; one file for each input file. */
  JSONL,
  /** UIMA's XML, with all annotations. Characters that XML 1.0 forbids become U+FFFD. */
  XMI,
  /** A line for each token and its tags with tabs between, a blank line after a sentence. */
  CONLL,
  /** Standoff annotation of brat: the text, and beside it entities and chunks. */
  BRAT,
  /** A page with the entities in colour, and sections for all else that was found. */
  HTML;

  /**
   * A file of a format.
   *
   * @param extension ending of its name, with the dot
   */
  public record OutputFile(String extension, Writer writer) {}

  /** Writes one file; leaves the stream open. */
  public interface Writer {
    void write(DocumentResult result, OutputStream output) throws IOException;
  }

  /** The files that a document gets. */
  public List<OutputFile> files() {
    return switch (this) {
      case JSON -> List.of(new OutputFile(".json", JsonWriter::write));
      case JSONL -> List.of(new OutputFile(".jsonl", JsonLines::write));
      case XMI -> List.of(new OutputFile(".xmi", XmiWriter::write));
      case CONLL -> List.of(new OutputFile(".conll", ConllWriter::write));
      case BRAT ->
          List.of(
              new OutputFile(".txt", BratWriter::writeText),
              new OutputFile(".ann", BratWriter::writeAnnotations));
      case HTML -> List.of(new OutputFile(".html", HtmlWriter::write));
    };
  }
}
