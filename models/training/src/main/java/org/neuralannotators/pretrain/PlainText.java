package org.neuralannotators.pretrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.text.Tokenizer;
import org.neuralannotators.text.Utf8LineReader;

/**
 * Reads plain text in UTF-8 as documents.
 *
 * @param tokenizer cuts lines into pieces
 * @param layout of the files
 */
public record PlainText(Tokenizer tokenizer, Layout layout) {
  private static final String ENDING = ".txt";

  /** What lines are. */
  public enum Layout {
    /** A sentence a line, and blank lines between documents. */
    SENTENCES,
    /** Text that goes on over line ends; a file is a document. */
    RUNNING
  }

  /**
   * A document.
   *
   * @param lines the pieces of each line that has any
   */
  public record Document(List<int[]> lines) {}

  /**
   * A file itself, or all files of a folder and its folders whose names end in {@code .txt}, in the
   * order of their names.
   *
   * @throws IOException when there is none
   */
  public static List<Path> files(Path source) throws IOException {
    List<Path> files = Files.exists(source) ? List.of(source) : List.of();
    if (Files.isDirectory(source)) {
      try (Stream<Path> all = Files.walk(source)) {
        files = all.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          "No text in [" + source + "]; expected a file, or a folder with files [*" + ENDING + "]");
    }
    return files.stream().map(Path::normalize).toList();
  }

  /**
   * The files of several paths, one after the other; see {@link #files(Path)}.
   *
   * @param folder that the paths start from
   */
  public static List<Path> files(Path folder, List<String> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String path : paths) {
      files.addAll(files(folder.resolve(path)));
    }
    return files;
  }

  /**
   * Reads files.
   *
   * @throws IOException when a file isn't UTF-8, with its line
   */
  public List<Document> read(Collection<Path> files) throws IOException {
    List<Document> documents = new ArrayList<>();
    for (Path file : files) {
      read(file, documents);
    }
    return documents;
  }

  private void read(Path file, List<Document> documents) throws IOException {
    List<int[]> lines = new ArrayList<>();
    try (Utf8LineReader reader = Utf8LineReader.open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int[] pieces = tokenizer.encode(line).ids();
        if (pieces.length > 0) {
          lines.add(pieces);
        } else if (layout == Layout.SENTENCES && line.isBlank() && !lines.isEmpty()) {
          documents.add(new Document(lines));
          lines = new ArrayList<>();
        }
      }
    }
    if (!lines.isEmpty()) {
      documents.add(new Document(lines));
    }
  }
}
