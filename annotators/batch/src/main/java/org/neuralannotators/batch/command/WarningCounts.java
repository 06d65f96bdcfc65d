package org.neuralannotators.batch.command;

import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.neuralannotators.translate.text.TranslationWarning;

/** Tells of the lines with whose translations something was wrong. Not thread-safe. */
final class WarningCounts {
  private static final int NAMED = 10;

  private final PrintWriter err;
  private final TreeMap<TranslationWarning, Long> counts = new TreeMap<>();
  private long lines;

  /**
   * @param err stays the caller's
   */
  WarningCounts(PrintWriter err) {
    this.err = err;
  }

  /** Counts a line; the first ones with warnings are named. */
  void add(long line, Set<TranslationWarning> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    warnings.forEach(warning -> counts.merge(warning, 1L, Long::sum));
    lines++;
    if (lines <= NAMED) {
      err.println(
          "Line ["
              + line
              + "]: "
              + warnings.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }
  }

  /** Says how many lines there were, if any. */
  void report() {
    if (lines > 0) {
      err.println(
          "Lines with warnings: "
              + lines
              + counts.entrySet().stream()
                  .map(count -> count.getKey() + " " + count.getValue())
                  .collect(Collectors.joining(", ", " (", ")")));
    }
  }
}
