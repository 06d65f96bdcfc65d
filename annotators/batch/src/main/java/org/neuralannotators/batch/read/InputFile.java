package org.neuralannotators.batch.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file to annotate: one document, or with JSON lines any number.
 *
 * @param format how it is read
 * @param file where it lies, or {@link #STANDARD_INPUT}
 * @param name its path below the folder of output, without the ending of an output's format
 */
public record InputFile(InputFormat format, Path file, Path name) {
  /** Stands for standard input; a file of this name is {@code ./-}. */
  public static final Path STANDARD_INPUT = Path.of("-");

  private static final Path NAME_OF_STANDARD_INPUT = Path.of("stdin");

  static InputFile standardInput(InputFormat format) {
    return new InputFile(format, STANDARD_INPUT, NAME_OF_STANDARD_INPUT);
  }

  /** Where it lies, for people. */
  public String location() {
    return isStandardInput() ? "standard input" : file.toString();
  }

  /** When it was changed last; empty for standard input, which is new each time. */
  public Optional<FileTime> modified() throws IOException {
    return isStandardInput() ? Optional.empty() : Optional.of(Files.getLastModifiedTime(file));
  }

  /** All bytes, unchecked. */
  public InputStream open() throws IOException {
    return isStandardInput() ? System.in : Files.newInputStream(file);
  }

  byte[] bytes() throws IOException {
    try (InputStream input = open()) {
      return input.readAllBytes();
    }
  }

  boolean isStandardInput() {
    return file.equals(STANDARD_INPUT);
  }
}
