package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Matrix;

/** A trained matrix: a view of the flat vector of {@link Parameters}. */
public final class Parameter {
  private final String name;
  private final int rows;
  private final int columns;
  private final Initializer initializer;
  private Matrix value;

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

  Initializer initializer() {
    return initializer;
  }

  void bind(Matrix newValue) {
    value = newValue;
  }
}
