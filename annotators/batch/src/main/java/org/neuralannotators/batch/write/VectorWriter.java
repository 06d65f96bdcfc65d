package org.neuralannotators.batch.write;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where the vectors of tokens go, sentence after sentence. Not thread-safe. */
public interface VectorWriter extends Closeable {
  /**
   * Adds a sentence.
   *
   * @param vectors one for each token
   */
  void write(List<String> tokens, float[][] vectors) throws IOException;
}
