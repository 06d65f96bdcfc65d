package org.neuralannotators.batch.write;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where the vectors of tokens go, sentence after sentence, or those of texts. Not thread-safe. */
public interface VectorWriter extends Closeable {
  /**
   * Adds a sentence.
   *
   * @param vectors one for each token
   */
  void write(List<String> tokens, float[][] vectors) throws IOException;

  /** Adds a text. */
  void write(String text, float[] vector) throws IOException;
}
