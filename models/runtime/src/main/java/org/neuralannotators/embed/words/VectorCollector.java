package org.neuralannotators.embed.words;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.neuralannotators.network.Finite;

/** Takes the vectors of a file one by one and keeps those that are wanted. Not thread-safe. */
final class VectorCollector {
  private static final int FIRST_ROWS = 1024;

  private final Predicate<String> wanted;
  private final int limit;
  private final List<String> words = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private float[] matrix = new float[0];
  private int dimension;
  private int seen;

  VectorCollector(Predicate<String> wanted, int limit) {
    this.wanted = wanted;
    this.limit = limit;
  }

  /** Called once, before the first vector. */
  void dimension(int numbers) {
    dimension = numbers;
  }

  int dimension() {
    return dimension;
  }

  /** Whether the rest of the file doesn't matter. */
  boolean isFull() {
    return seen >= limit;
  }

  int seen() {
    return seen;
  }

  /** Where to put the vector of the file's next word, or null to skip it; see {@link #offset}. */
  float[] next(String word) {
    seen++;
    if (!wanted.test(word) || !known.add(word)) {
      return null;
    }
    int end = Math.multiplyExact(words.size() + 1, dimension);
    if (end > matrix.length) {
      long grown = Math.max(2L * matrix.length, (long) FIRST_ROWS * dimension);
      matrix = Arrays.copyOf(matrix, (int) Math.max(end, Math.min(grown, Integer.MAX_VALUE - 8)));
    }
    words.add(word);
    return matrix;
  }

  /** Where the vector that {@link #next} asked for begins. */
  int offset() {
    return (words.size() - 1) * dimension;
  }

  /**
   * The vectors.
   *
   * @param source the name of the file, for errors
   * @throws IOException when a number isn't finite, which would spoil every network
   */
  WordVectors build(Path source) throws IOException {
    float[] numbers = Arrays.copyOf(matrix, words.size() * dimension);
    if (!Finite.all(numbers)) {
      throw new IOException(
          "["
              + source
              + "] has numbers that are infinite or NaN; the file is damaged, get it anew");
    }
    return new WordVectors(words, dimension, numbers);
  }
}
