package org.neuralannotators.network.kernel.onednn;

import org.neuralannotators.network.kernel.RecurrentCell;

/**
 * What a oneDNN recurrent primitive is built for.
 *
 * @param steps time steps
 * @param rows sequences
 * @param inputs columns of the input
 * @param units columns of the output
 */
record RecurrentShape(RecurrentCell cell, int steps, int rows, int inputs, int units, Pass pass) {

  /** Which of oneDNN's primitives. */
  enum Pass {
    INFERENCE,
    TRAINING,
    BACKWARD
  }
}
