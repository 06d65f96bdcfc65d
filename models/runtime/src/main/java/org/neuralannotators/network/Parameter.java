package org.neuralannotators.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/** A trained matrix: a view of the flat vector of {@link Parameters}. */
public final class Parameter {
  private final String name;
  private final int rows;
  private final int columns;
  private final Initializer initializer;
  private Matrix value;

  /** Memory of this parameter alone; null for none. */
  private INDArray memory;

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
      throw new IllegalStateException("Parameter [" + name + "] has no memory");
    }
    return value;
  }

  Initializer initializer() {
    return initializer;
  }

  /**
   * Binds it to memory that becomes its own.
   *
   * @param newMemory of {@link Workspace#ALIGNMENT} numbers more than the parameter has
   */
  void own(INDArray newMemory) {
    memory = newMemory;
    bind(new Matrix(memory, Workspace.firstAligned(memory), rows, columns, columns));
  }

  /** Gives memory of its own to other numbers; null when it has none, or not as much. */
  Matrix vacate(long size) {
    if (memory == null || value.size() != size) {
      return null;
    }
    Matrix place = value.reshape(1, Math.toIntExact(size));
    value = null;
    return place;
  }

  /** Gives memory of its own back; the numbers are gone then. */
  void release() {
    if (memory != null) {
      memory.close();
      memory = null;
      value = null;
    }
  }

  void bind(Matrix newValue) {
    value = newValue;
  }
}
