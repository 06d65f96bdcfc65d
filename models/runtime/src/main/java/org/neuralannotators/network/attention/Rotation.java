package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * How far the rows of a batch are turned, for each pair of columns of a head.
 *
 * @param cosines [rows, columns of a head / 2]
 * @param sines likewise
 */
public record Rotation(Matrix cosines, Matrix sines) {
  /**
   * Turns rows in place.
   *
   * @param x [rows, columns of all heads]
   */
  void apply(Pass pass, Matrix x) {
    pass.kernels().rotate(x, cosines, sines, false);
  }

  /** Turns rows back, in place: a rotation's gradient too. */
  void undo(Pass pass, Matrix x) {
    pass.kernels().rotate(x, cosines, sines, true);
  }
}
