package org.neuralannotators.bundle;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A tensor of a checkpoint and the numbers of a network that are in it.
 *
 * @param name of the tensor
 * @param shape of the tensor
 * @param outputsFirst whether it has a row for each output, and so the network's matrix is
 *     transposed
 * @param parts a parameter or parts of it, which lie one behind the other in the tensor
 */
public record CheckpointTensor(
    String name, List<Integer> shape, boolean outputsFirst, List<Matrix> parts) {
  /** A vector: a matrix of one row. */
  public static CheckpointTensor vector(String name, Matrix... parts) {
    return new CheckpointTensor(name, List.of(outputs(parts)), false, List.of(parts));
  }

  /** A table that is as it is in the network. */
  public static CheckpointTensor table(String name, Matrix table) {
    return new CheckpointTensor(
        name, List.of(table.rows(), table.columns()), false, List.of(table));
  }

  /**
   * The weights of a layer, whose outputs may be in several parts of the network's.
   *
   * @param parts [inputs, some outputs] each
   */
  public static CheckpointTensor weights(String name, Matrix... parts) {
    return new CheckpointTensor(
        name, List.of(outputs(parts), parts[0].rows()), true, List.of(parts));
  }

  private static int outputs(Matrix... parts) {
    return Arrays.stream(parts).mapToInt(Matrix::columns).sum();
  }

  /** The same numbers in another shape. */
  public CheckpointTensor withShape(Integer... newShape) {
    return new CheckpointTensor(name, List.of(newShape), outputsFirst, parts);
  }

  /** Rows of the tensor, or numbers of a vector, that a part is in. */
  public int length(Matrix part) {
    return outputsFirst || shape.size() == 1 ? part.columns() : part.rows();
  }

  /** The shape. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  /** The numbers as the tensor has them. */
  public float[] toFloats() {
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    int next = 0;
    for (Matrix part : parts) {
      float[] own = part.toFloats();
      float[] ordered = outputsFirst ? transpose(own, part.rows()) : own;
      System.arraycopy(ordered, 0, values, next, ordered.length);
      next += ordered.length;
    }
    return values;
  }

  private static float[] transpose(float[] numbers, int rows) {
    int columns = numbers.length / rows;
    float[] transposed = new float[numbers.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = numbers[row * columns + column];
      }
    }
    return transposed;
  }
}
