package org.neuralannotators.embed.words;

import java.io.IOException;
import java.io.InputStream;
import org.neuralannotators.text.Utf8LineReader;

/**
 * A word and its numbers a line: GloVe, and with a header line of count and dimension word2vec and
 * fastText. Words of GloVe may contain spaces, so the numbers are counted from the end.
 */
final class TextVectors {
  private final Utf8LineReader lines;
  private final VectorCollector vectors;
  private final boolean header;

  private TextVectors(Utf8LineReader lines, VectorCollector vectors, boolean header) {
    this.lines = lines;
    this.vectors = vectors;
    this.header = header;
  }

  static void read(InputStream input, String source, boolean header, VectorCollector vectors)
      throws IOException {
    // Closed by the caller, who opened the stream.
    new TextVectors(new Utf8LineReader(input, source), vectors, header).read();
  }

  private void read() throws IOException {
    VectorHeader announced = header ? VectorHeader.parse(lines.readLine(), lines.where()) : null;
    if (announced != null) {
      vectors.dimension(announced.dimension());
    }
    while (!vectors.isFull()) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      if (!line.isEmpty()) {
        add(withoutTrailingBlanks(line));
      }
    }
    if (announced != null) {
      announced.requireWords(vectors, lines.where());
    }
  }

  private static String withoutTrailingBlanks(String line) {
    int end = line.length();
    while (end > 0 && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end);
  }

  // Only what separates columns: words contain other white space, such as U+00A0.
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void add(String line) throws IOException {
    if (vectors.dimension() == 0) {
      vectors.dimension(columns(line) - 1);
    }
    int dimension = vectors.dimension();
    int wordEnd = line.length();
    for (int i = 0; i < dimension && wordEnd > 0; i++) {
      wordEnd = lastBlank(line, wordEnd);
    }
    boolean tooMany = header && wordEnd > 0 && lastBlank(line, wordEnd) > 0;
    if (dimension < 1 || wordEnd <= 0 || tooMany) {
      throw new IOException(
          lines.where()
              + ": ["
              + (columns(line) - 1)
              + "] numbers behind the word, expected ["
              + dimension
              + "]; the file is damaged or has no word vectors");
    }
    float[] matrix = vectors.next(line.substring(0, wordEnd));
    if (matrix != null) {
      parse(line, wordEnd, matrix);
    }
  }

  private static int lastBlank(String line, int before) {
    int at = before - 1;
    while (at >= 0 && !isBlank(line.charAt(at))) {
      at--;
    }
    return at;
  }

  private static int columns(String line) {
    return 1 + (int) line.chars().filter(c -> isBlank((char) c)).count();
  }

  private void parse(String line, int wordEnd, float[] matrix) throws IOException {
    int begin = wordEnd + 1;
    for (int i = 0; i < vectors.dimension(); i++) {
      int end = begin;
      while (end < line.length() && !isBlank(line.charAt(end))) {
        end++;
      }
      matrix[vectors.offset() + i] = number(line.substring(begin, end));
      begin = end + 1;
    }
  }

  private float number(String text) throws IOException {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IOException(notANumber(text), e);
    }
    throw new IOException(notANumber(text));
  }

  private String notANumber(String text) {
    return lines.where() + ": [" + text + "] isn't a finite number; the file is damaged";
  }
}
