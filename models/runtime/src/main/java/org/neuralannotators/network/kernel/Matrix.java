package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix of real numbers in native memory, row after row: a window on a flat ND4J array. Making
 * one copies nothing.
 *
 * @param memory flat ND4J vector of type FLOAT or DOUBLE, not itself a view
 * @param offset index of the first element in {@code memory}
 * @param rows number of rows, possibly 0
 * @param columns number of columns
 * @param stride elements from one row to the next, at least {@code columns}, if there is a next one
 */
public record Matrix(INDArray memory, long offset, int rows, int columns, int stride) {

  /** Rows {@code from} to {@code to}, exclusive. */
  public Matrix rows(int from, int to) {
    checkRange("rows", from, to, rows);
    return new Matrix(memory, offset + (long) from * stride, to - from, columns, stride);
  }

  /** Columns {@code from} to {@code to}, exclusive. */
  public Matrix columns(int from, int to) {
    checkRange("columns", from, to, columns);
    return new Matrix(memory, offset + from, rows, to - from, stride);
  }

  /**
   * Each of so many rows from one on.
   *
   * @param first the first row
   * @param step how many rows further the next one is, of which the number of rows is a multiple
   */
  public Matrix everyRow(int first, int step) {
    return new Matrix(memory, offset + (long) first * stride, rows / step, columns, step * stride);
  }

  /** The same elements in rows of another width; only for a matrix without gaps. */
  public Matrix reshape(int newRows, int newColumns) {
    if (!isContiguous() || (long) newRows * newColumns != size()) {
      throw new IllegalArgumentException(
          "A " + this + " can't be seen as [" + newRows + " x " + newColumns + "]");
    }
    return new Matrix(memory, offset, newRows, newColumns, newColumns);
  }

  /**
   * Of a matrix [n, n + m - 1] the view [n, m] whose first row ends with the last column and each
   * further row one column before: what {@code n} queries have with the distances of {@code m}
   * keys, the largest distance first, is there in the order of the keys (Dai et al. 2019, appendix
   * B). Only for a matrix without gaps and with rows.
   */
  public Matrix skewed() {
    if (!isContiguous() || rows < 1 || columns < rows) {
      throw new IllegalArgumentException("A " + this + " has no skewed view");
    }
    return new Matrix(memory, offset + rows - 1, rows, columns - rows + 1, columns - 1);
  }

  /** Number of elements. */
  public long size() {
    return (long) rows * columns;
  }

  /** Whether the rows follow each other without gaps. */
  public boolean isContiguous() {
    return stride == columns || rows <= 1;
  }

  /** Native address of the first element; meaningful on the CPU only. */
  public long address() {
    return memory.data().address() + offset * memory.dataType().width();
  }

  /** The same memory as an ND4J array of rank 2. */
  public INDArray array() {
    return Nd4j.create(
        memory.data(), new long[] {rows, columns}, new long[] {stride, 1}, offset, 'c');
  }

  /** Sets all elements to 0. */
  public Matrix clear() {
    if (size() > 0) {
      array().assign(0);
    }
    return this;
  }

  /** Copies values in, row after row. */
  public Matrix write(float[] values) {
    checkLength(values.length);
    if (size() > 0) {
      HostAccess.write(this, values);
    }
    return this;
  }

  /** Copies values in, row after row. */
  public Matrix write(double[] values) {
    checkLength(values.length);
    if (size() > 0) {
      HostAccess.write(this, values);
    }
    return this;
  }

  /** A whole flat vector as a matrix of one row. */
  public static Matrix ofVector(INDArray memory) {
    int length = Math.toIntExact(memory.length());
    return new Matrix(memory, 0, 1, length, length);
  }

  /** Adds the elements of a matrix of the same shape. */
  public Matrix add(Matrix other) {
    if (size() > 0) {
      array().addi(other.array());
    }
    return this;
  }

  /** Copies the elements of a matrix of the same size. */
  public Matrix copyFrom(Matrix other) {
    if (size() > 0) {
      array().assign(other.array());
    }
    return this;
  }

  /** Copies all elements out, row after row. */
  public double[] toDoubles() {
    return size() == 0 ? new double[0] : HostAccess.doubles(this);
  }

  /** Copies all elements out, row after row. */
  public float[] toFloats() {
    return size() == 0 ? new float[0] : HostAccess.floats(this);
  }

  @Override
  public String toString() {
    return "matrix [" + rows + " x " + columns + ", stride " + stride + "]";
  }

  private void checkLength(int length) {
    if (length != size()) {
      throw new IllegalArgumentException("[" + length + "] values for a " + this);
    }
  }

  private void checkRange(String what, int from, int to, int limit) {
    if (from < 0 || to < from || to > limit) {
      throw new IndexOutOfBoundsException(what + " [" + from + ", " + to + ") of a " + this);
    }
  }
}
