package org.neuralannotators.bundle;

import java.io.IOException;
import java.util.Arrays;
import org.neuralannotators.network.Finite;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A tensor's numbers as the rows of a matrix, a vector's as one row, all dimensions but the first
 * as columns; read block by block: no array has all of them. Immutable and so thread-safe.
 */
public final class TensorRows {
  /** Numbers of a block: few enough for the processor's cache. */
  private static final int BLOCK = 1 << 16;

  private final Tensor tensor;
  private final boolean transposed;

  /** Whether each row's numbers lie apart in the file. */
  private final boolean byColumns;

  private final int rows;
  private final int columns;

  /** Numbers from the begin of a row or column, whichever is stored, to the next one's. */
  private final int pitch;

  /**
   * @param transposed whether the tensor's columns are the rows
   * @throws IllegalArgumentException for a tensor of integers, or a transposed one that is a vector
   */
  public TensorRows(Tensor tensor, boolean transposed) {
    long[] shape = tensor.shape();
    if (tensor.type().isInteger() || (transposed && shape.length < 2)) {
      throw new IllegalArgumentException(
          "Tensor [" + tensor + "]; expected a matrix of real numbers");
    }
    this.tensor = tensor;
    this.transposed = transposed;
    byColumns = transposed != (tensor.pitch() > 0);
    int first = shape.length < 2 ? 1 : (int) shape[0];
    int second = first == 0 ? 0 : tensor.size() / first;
    rows = transposed ? second : first;
    columns = transposed ? first : second;
    pitch = tensor.pitch() > 0 ? tensor.pitch() : second;
  }

  /** Lengths of the dimensions, as the rows have them. */
  public long[] shape() {
    return transposed ? new long[] {rows, columns} : tensor.shape();
  }

  /** What gets blocks of rows. */
  @FunctionalInterface
  private interface Sink<E extends Exception> {
    void accept(int from, int to, float[] values) throws E;
  }

  /**
   * Copies all numbers into a matrix of this shape.
   *
   * @param source what holds the tensor, for errors
   * @throws BundleException when a number is infinite or NaN
   */
  public void copyTo(Matrix matrix, String source) throws BundleException {
    if (matrix.rows() != rows || matrix.columns() != columns) {
      throw new IllegalArgumentException(
          "[" + rows + " x " + columns + "] numbers of tensor [" + tensor + "] for a " + matrix);
    }
    this.<BundleException>read(source, (from, to, values) -> matrix.rows(from, to).write(values));
  }

  /**
   * The numbers as a file has them.
   *
   * @param type in which they are stored
   * @param source what holds the tensor, for errors
   * @return throws {@link BundleException} when a number is infinite or NaN
   */
  public FileContent content(TensorType type, String source) {
    return output ->
        this.<IOException>read(
            source, (from, to, values) -> output.write(NumberBytes.of(type, values)));
  }

  private <E extends Exception> void read(String source, Sink<E> sink) throws E, BundleException {
    Tensor.FloatReader reader = tensor.reader();
    int step = Math.min(rows, Math.max(1, BLOCK / Math.max(1, columns)));
    float[] column = new float[byColumns ? step : 0];
    float[] values = new float[step * columns];
    for (int from = 0; from < rows; from += step) {
      int to = Math.min(rows, from + step);
      if (to - from < step) {
        values = new float[(to - from) * columns];
      }
      if (byColumns) {
        readColumns(reader, from, to, column, values);
      } else {
        for (int row = from; row < to; row++) {
          reader.read(row * pitch, values, (row - from) * columns, columns);
        }
      }
      if (!Finite.all(values)) {
        throw tensor.notFinite(source);
      }
      sink.accept(from, to, values);
    }
  }

  /** Each of these rows has a number in each of those that are stored. */
  private void readColumns(
      Tensor.FloatReader reader, int from, int to, float[] part, float[] values) {
    for (int column = 0; column < columns; column++) {
      reader.read(column * pitch + from, part, 0, to - from);
      for (int i = 0; i < to - from; i++) {
        values[i * columns + column] = part[i];
      }
    }
  }

  @Override
  public String toString() {
    return tensor + " as " + Arrays.toString(shape());
  }
}
