package org.neuralannotators.batch.command;

import java.nio.file.Path;
import org.neuralannotators.batch.read.JsonObjects;
import picocli.CommandLine.Option;

/** Options that say how the lines of a file are read, and what is printed for each. */
final class LineOptions {
  /** What a line holds. */
  enum Format {
    TEXT,
    JSONL
  }

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; by default JSONL for files that end in .jsonl or .ndjson,"
              + " else TEXT.")
  private Format format;

  @Option(names = "--json", description = "Print a JSON object a line.")
  private boolean json;

  /** Whether the lines of a file are JSON. */
  boolean areJson(Path file) {
    return format == null ? JsonObjects.areIn(file) : format == Format.JSONL;
  }

  boolean json() {
    return json;
  }
}
