package org.neuralannotators.batch.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/** Sentences, one a line, with blanks between the tokens. Not thread-safe. */
public final class TokenLines implements Closeable {
  private final TextLines lines;

  private TokenLines(TextLines lines) {
    this.lines = lines;
  }

  /**
   * Opens a file.
   *
   * @param file null or {@code -} for standard input
   */
  public static TokenLines open(Path file) throws IOException {
    return new TokenLines(TextLines.open(file));
  }

  /**
   * The tokens of the next sentence, none for an empty line, or null behind the last line.
   *
   * @throws IOException naming the line when it isn't UTF-8 or too long
   */
  public List<String> next() throws IOException {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    StringTokenizer tokens = new StringTokenizer(line, " \t");
    return tokens.countTokens() == 0
        ? List.of()
        : Collections.list(tokens).stream().map(String.class::cast).collect(Collectors.toList());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
