package org.neuralannotators.batch.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/** Sentences, one a line, with blanks between the tokens. Not thread-safe. */
public final class TokenLines implements Closeable {
  private final InputStream input;
  private final LineReader lines;
  private final String source;

  /**
   * A reader that closes the stream when it is closed.
   *
   * @param source the name of the file, for errors
   */
  public TokenLines(InputStream input, String source) {
    this.input = input;
    this.source = source;
    lines = new LineReader(input);
  }

  /**
   * The tokens of the next sentence, none for an empty line, or null behind the last line.
   *
   * @throws IOException naming the line when it isn't UTF-8 or too long
   */
  public List<String> next() throws IOException {
    LineReader.Line line = lines.next();
    if (line == null) {
      return null;
    }
    String place = source + "] line [" + line.number();
    if (line.tooLong()) {
      throw new IOException(
          "["
              + place
              + "] has more than ["
              + LineReader.LONGEST
              + "] bytes; expected a sentence a line");
    }
    StringTokenizer tokens = new StringTokenizer(Utf8Text.decode(line.bytes(), place), " \t");
    return tokens.countTokens() == 0
        ? List.of()
        : Collections.list(tokens).stream().map(String.class::cast).collect(Collectors.toList());
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
