package org.neuralannotators.embed;

import java.util.List;
import org.neuralannotators.network.Pass;

/**
 * A network that embeds batches. {@link #close()} frees it.
 *
 * @param <S> how the network reads a sentence
 */
interface EmbeddingNetwork<S> extends AutoCloseable {
  /** Turns the sentences of a document into what the network reads. Thread-safe. */
  List<S> encode(List<? extends List<String>> sentences);

  /** How many rows a sentence takes in a batch; 0 for one without tokens. */
  int rows(S sentence);

  /** The vectors of the tokens of each sentence, none of which is empty. Thread-safe. */
  List<float[][]> embed(Pass pass, List<S> sentences);

  /** Numbers of a vector. */
  int dimension();

  @Override
  void close();

  /** The rows of a matrix, some of them at a time. */
  static float[][] rows(float[] values, int columns, int from, int count) {
    float[][] rows = new float[count][columns];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, (from + i) * columns, rows[i], 0, columns);
    }
    return rows;
  }
}
