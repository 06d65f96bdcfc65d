package org.neuralannotators.network;

import java.util.function.Function;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What layers made of rows, and the way back, which may be taken once and before the workspace is
 * reset.
 *
 * @param output [rows, columns]
 * @param back from the gradient of the output, which it may overwrite, to that of the input; adds
 *     to the gradients of the parameters
 */
public record Traced(Matrix output, Back back) {
  /** The backward pass of some layers. */
  @FunctionalInterface
  public interface Back {
    /** The gradient of the input. */
    Matrix backward(Pass pass, Matrix dOutput);
  }

  /** With layers on top. */
  public Traced then(Function<Matrix, Traced> layers) {
    Traced next = layers.apply(output);
    return new Traced(next.output, (pass, dOutput) -> backward(pass, next.backward(pass, dOutput)));
  }

  /** As {@link Back#backward}. */
  public Matrix backward(Pass pass, Matrix dOutput) {
    return back.backward(pass, dOutput);
  }
}
