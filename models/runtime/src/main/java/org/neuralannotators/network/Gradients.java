package org.neuralannotators.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A gradient of all parameters in one flat vector. Passes that run at the same time have one each.
 * {@link #close()} frees it.
 */
public final class Gradients implements AutoCloseable {
  private final INDArray vector;

  /** A gradient of zeros. */
  public Gradients(Parameters parameters) {
    INDArray values = parameters.flat().memory();
    vector = Parameters.detachedZeros(values.dataType(), values.length());
  }

  /** The part of a parameter, to which backward passes add. */
  public Matrix of(Parameter parameter) {
    Matrix value = parameter.value();
    return new Matrix(vector, value.offset(), value.rows(), value.columns(), value.stride());
  }

  /** All of it in one row. */
  public Matrix flat() {
    return Matrix.ofVector(vector);
  }

  /** The flat vector. */
  public INDArray vector() {
    return vector;
  }

  @Override
  public void close() {
    vector.close();
  }
}
