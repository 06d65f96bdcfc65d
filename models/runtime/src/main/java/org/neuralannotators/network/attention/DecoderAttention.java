package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/**
 * How the pieces of texts attend to those before them.
 *
 * @param <M> what is kept of texts that grow
 */
public interface DecoderAttention<M extends DecoderMemory> {
  /**
   * Whole texts.
   *
   * @param x [rows, columns]
   */
  Traced forward(Pass pass, TextRows rows, Matrix x);

  /**
   * A step without a way back, in which each row is one more piece of its text.
   *
   * @param rotation of queries and keys; null for none
   * @param x [rows, columns]
   * @param memory of what is before, extended for this step; what the rows are is added
   * @param layer number of this layer in the memory
   */
  Matrix step(Pass pass, Rotation rotation, Matrix x, M memory, int layer);
}
