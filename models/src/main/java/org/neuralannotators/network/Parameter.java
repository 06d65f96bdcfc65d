package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Matrix;

/** A trained matrix and its gradient; both are views of the flat vectors of {@link Parameters}. */
public final class Parameter {
  private final String name;
  private final int rows;
  private final int columns;
  private final Initializer initializer;
  private Matrix value;
  private Matrix gradient;

  Parameter(String name, int rows, int columns, Initializer initializer) {
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    this.initializer = initializer;
  }

  /** Unique in its network; the name of the tensor in a bundle. */
  public String name() {
    return name;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of columns. */
  public int columns() {
    return columns;
  }

  /** The trained numbers. */
  public Matrix value() {
    if (value == null) {
      throw new IllegalStateException("Parameter [" + name + "] has no memory yet");
    }
    return value;
  }

  /** Where backward passes add to. */
  public Matrix gradient() {
    if (gradient == null) {
      throw new IllegalStateException(
          "Parameter [" + name + "] has no gradient; expected parameters allocated for training");
    }
    return gradient;
  }

  Initializer initializer() {
    return initializer;
  }

  void bind(Matrix newValue, Matrix newGradient) {
    value = newValue;
    gradient = newGradient;
  }
}
