package org.neuralannotators.batch.read;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms in which documents are read, all in UTF-8. */
public enum InputFormat {
  /** Plain text. */
  TEXT("\\.txt"),
  /** A token a line, a blank line between sentences; a file is a document. */
  CONLL("\\.conll"),
  /** CoNLL-U; a file is a document, with its spaces between words. */
  CONLLU("\\.conllu"),
  /** UIMA's XML. */
  XMI("\\.xmi"),
  /** A JSON object a line, each a document. */
  JSONL("\\.(jsonl|ndjson)");

  private final Pattern ending;

  InputFormat(String ending) {
    this.ending = Pattern.compile(ending + "$", Pattern.CASE_INSENSITIVE);
  }

  /** The format that the ending of a file's name stands for. */
  static Optional<InputFormat> of(Path file) {
    return Stream.of(values()).filter(format -> format.accepts(file)).findFirst();
  }

  boolean accepts(Path file) {
    return ending.matcher(file.getFileName().toString()).find();
  }
}
