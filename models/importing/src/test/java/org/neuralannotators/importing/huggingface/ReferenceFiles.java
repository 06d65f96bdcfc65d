package org.neuralannotators.importing.huggingface;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tiny random models of each encoder family and head, and what transformers computes by them;
 * made by {@code it/src/reference/transformers_reference.py}, which tells their format.
 */
public final class ReferenceFiles {
  static final String EXPECTED = "expected.json";

  public static final Path ROOT =
      repository()
          .resolve(
              "models/importing/src/test/resources/org/neuralannotators/importing/huggingface");

  static final Path TOKENIZERS = ROOT.resolve("tokenizers");

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceFiles() {}

  /** The folder of all modules, above the one whose tests run. */
  private static Path repository() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("models/importing")))
        .findFirst()
        .orElseThrow();
  }

  /** A file's value. */
  static <T> T read(Path file, Class<T> type) {
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the folders in a folder, in order. */
  static List<String> folders(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies what a folder of Hugging Face has, without what is expected. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        Path target = to.resolve(from.relativize(entry).toString());
        if (Files.isDirectory(entry)) {
          Files.createDirectories(target);
        } else if (!entry.endsWith(EXPECTED)) {
          Files.copy(entry, target);
        }
      }
    }
  }
}
