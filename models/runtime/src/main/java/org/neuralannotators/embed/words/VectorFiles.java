package org.neuralannotators.embed.words;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Finds out by its content what format a file of word vectors has. */
final class VectorFiles {
  private static final int BLOCK = 1 << 16;
  private static final int PEEKED = 1 << 10;
  private static final Pattern HEADER = Pattern.compile("\\d+[ \\t]+\\d+[ \\t]*\\r?");
  private static final Pattern NUMBERS = Pattern.compile("[\\s0-9.eE+-]+");
  private static final String PACKAGE_JSON = "package.json";

  private VectorFiles() {}

  static WordVectors read(Path path, VectorCollector vectors) throws IOException {
    Path file = Files.isDirectory(path) ? jsonOf(path) : path;
    try (InputStream input = decompressed(buffered(Files.newInputStream(file)))) {
      String source = file.toString();
      String begin = peek(input);
      if (begin.startsWith("{")) {
        WinkVectors.read(input, source, vectors);
      } else if (TarEntry.isTar(begin)) {
        TarEntry.skipTo(input, VectorFiles::isVectorJson, source);
        WinkVectors.read(input, source, vectors);
      } else if (isBinary(begin)) {
        BinaryVectors.read(input, source, vectors);
      } else {
        TextVectors.read(input, source, hasHeader(begin), vectors);
      }
    } catch (EOFException | ZipException e) {
      throw new IOException("[" + file + "] is cut short or damaged; get it anew", e);
    }
    return vectors.build(file);
  }

  private static Path jsonOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<Path> found =
          files.filter(file -> isVectorJson(file.getFileName().toString())).sorted().toList();
      if (found.size() != 1) {
        throw new IOException(
            "Folder ["
                + folder
                + "] has JSON files "
                + found
                + ", expected one with word vectors; name the file itself");
      }
      return found.get(0);
    }
  }

  private static boolean isVectorJson(String name) {
    return name.endsWith(".json") && !name.endsWith(PACKAGE_JSON);
  }

  private static InputStream buffered(InputStream input) {
    return new BufferedInputStream(input, BLOCK);
  }

  private static InputStream decompressed(InputStream input) throws IOException {
    return peek(input).startsWith("\u001f\u008b")
        ? buffered(new GZIPInputStream(input, BLOCK))
        : input;
  }

  /** The first bytes, each as one char. */
  private static String peek(InputStream input) throws IOException {
    input.mark(PEEKED);
    String begin = new String(input.readNBytes(PEEKED), StandardCharsets.ISO_8859_1);
    input.reset();
    return begin;
  }

  private static boolean hasHeader(String begin) {
    int end = begin.indexOf('\n');
    return end > 0 && HEADER.matcher(begin.substring(0, end)).matches();
  }

  /** word2vec's binary form: what follows the first word can't be numbers in text. */
  private static boolean isBinary(String begin) {
    int line = begin.indexOf('\n') + 1;
    int word = begin.indexOf(' ', line);
    if (!hasHeader(begin) || word < 0) {
      return false;
    }
    int lineEnd = begin.indexOf('\n', word);
    String vector = begin.substring(word, lineEnd < 0 ? begin.length() : lineEnd);
    return !NUMBERS.matcher(vector).matches();
  }
}
