package org.neuralannotators.translate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Reads pairs of texts: a pair on each line with tabs between, or a file of sources and a file of
 * targets, line by line.
 *
 * @param sourceColumn number of the source's column, from 0
 * @param targetColumn number of the target's column
 */
public record ParallelTextFormat(int sourceColumn, int targetColumn) {
  /** Source, then target. */
  public static final ParallelTextFormat DEFAULT = new ParallelTextFormat(0, 1);

  public ParallelTextFormat {
    if (sourceColumn < 0 || targetColumn < 0 || sourceColumn == targetColumn) {
      throw new IllegalArgumentException(
          "Columns [%d] and [%d]; expected two different numbers from 0"
              .formatted(sourceColumn, targetColumn));
    }
  }

  /**
   * Reads one file with columns, or two: sources and targets.
   *
   * @throws IOException when there are more files, or a line isn't as it should be
   */
  public List<ParallelText> read(List<Path> files) throws IOException {
    return switch (files.size()) {
      case 1 -> read(files.get(0));
      case 2 -> read(files.get(0), files.get(1));
      default ->
          throw new IOException(
              "Parallel text in "
                  + files
                  + "; expected one file with columns, or a file of sources and one of targets");
    };
  }

  /**
   * Reads a file with columns.
   *
   * @throws IOException naming a line that has too few of them
   */
  public List<ParallelText> read(Path file) throws IOException {
    List<ParallelText> pairs = new ArrayList<>();
    for (String line : Utf8LineReader.lines(file)) {
      String[] columns = line.split("\t", -1);
      if (columns.length <= Math.max(sourceColumn, targetColumn)) {
        throw new IOException(
            "Line [%d] of [%s] has [%d] columns; expected a source in column [%d] and a target in [%d], with tabs between"
                .formatted(
                    pairs.size() + 1, file, columns.length, sourceColumn + 1, targetColumn + 1));
      }
      pairs.add(new ParallelText(columns[sourceColumn], columns[targetColumn]));
    }
    return pairs;
  }

  /**
   * Reads a file of sources and a file of targets.
   *
   * @throws IOException naming the first line that only one of them has
   */
  public static List<ParallelText> read(Path sources, Path targets) throws IOException {
    List<String> from = Utf8LineReader.lines(sources);
    List<String> to = Utf8LineReader.lines(targets);
    if (from.size() != to.size()) {
      boolean more = from.size() > to.size();
      throw new IOException(
          "Line [%d] of [%s] has no partner: [%s] has [%d] lines and [%s] has [%d]; expected as many, line by line"
              .formatted(
                  Math.min(from.size(), to.size()) + 1,
                  more ? sources : targets,
                  sources,
                  from.size(),
                  targets,
                  to.size()));
    }
    List<ParallelText> pairs = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      pairs.add(new ParallelText(from.get(i), to.get(i)));
    }
    return pairs;
  }
}
