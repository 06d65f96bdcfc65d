package org.neuralannotators.train.teach;

import java.util.List;

/**
 * A model from which another learns. {@link #close()} frees its memory.
 *
 * @param <X> what it judges, such as a sentence
 */
public interface Teacher<X> extends AutoCloseable {
  /** For each item an array [rows, labels] of probabilities; a sentence has a row a token. */
  List<float[]> teach(List<X> items);

  @Override
  void close();
}
