package org.neuralannotators.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the documents that the user names: files as they are, and all {@code .txt} files below
 * folders. Links to folders aren't followed, so that a loop of links does no harm. Not thread-safe.
 */
public final class DocumentFinder {
  private static final String EXTENSION = ".txt";

  /** The name that becomes the report's with the ending of a format. */
  private static final String NAME_OF_REPORT = "report";

  private final Map<Path, SourceDocument> byName = new HashMap<>();
  private final List<DocumentFailure> failures = new ArrayList<>();

  /** Adds a file, or all text files below a folder with their paths relative to it. */
  public void add(Path input) throws IOException {
    if (Files.isDirectory(input)) {
      Files.walkFileTree(input, new TextFileVisitor(input));
    } else if (Files.exists(input)) {
      add(input, input.getFileName());
    } else {
      fail(input, "[" + input + "] doesn't exist");
    }
  }

  /** The documents found so far, by name. */
  public List<SourceDocument> documents() {
    return byName.values().stream().sorted(Comparator.comparing(SourceDocument::name)).toList();
  }

  /** What could not be read, or would overwrite the output of another document. */
  public List<DocumentFailure> failures() {
    return List.copyOf(failures);
  }

  private void add(Path file, Path name) {
    if (name.toString().equals(NAME_OF_REPORT)) {
      fail(file, "its output would overwrite [" + BatchReport.FILE + "]; rename it");
      return;
    }
    SourceDocument other = byName.putIfAbsent(name, new SourceDocument(file, name));
    if (other != null) {
      fail(
          file,
          "its output would overwrite that of ["
              + other.file()
              + "]; annotate the folder above both, or use another --out");
    }
  }

  private void fail(Path file, String reason) {
    failures.add(new DocumentFailure(file.toString(), reason));
  }

  private final class TextFileVisitor extends SimpleFileVisitor<Path> {
    private final Path root;

    TextFileVisitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(EXTENSION) && !Files.isDirectory(file)) {
        add(file, root.relativize(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      fail(file, Reasons.of(e));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
      if (e != null) {
        fail(folder, Reasons.of(e));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
