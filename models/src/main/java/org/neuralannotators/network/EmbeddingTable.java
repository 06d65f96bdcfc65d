package org.neuralannotators.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A table of which a batch uses few rows, such as word vectors: its gradient holds those rows
 * alone. {@link #close()} frees the memory.
 */
public final class EmbeddingTable implements AutoCloseable {
  private final String name;
  private final INDArray memory;
  private final Matrix value;

  /** A table of zeros. */
  public EmbeddingTable(String name, DataType type, int rows, int columns) {
    this.name = name;
    memory = Parameters.detachedZeros(type, (long) rows * columns);
    value = new Matrix(memory, 0, rows, columns, columns);
  }

  /**
   * The gradient of some rows.
   *
   * @param rows their numbers, each once
   * @param values [rows, columns]
   */
  public record Gradient(int[] rows, Matrix values) {}

  /** A table of zeros in single precision. */
  public static EmbeddingTable ofFloats(String name, int rows, int columns) {
    return new EmbeddingTable(name, DataType.FLOAT, rows, columns);
  }

  /** The type of the numbers. */
  DataType type() {
    return memory.dataType();
  }

  /** A table of zeros of the same shape and type. */
  EmbeddingTable zerosLike(String otherName) {
    return new EmbeddingTable(otherName, memory.dataType(), value.rows(), value.columns());
  }

  /** The name of the tensor in a bundle. */
  public String name() {
    return name;
  }

  /** The table. */
  public Matrix value() {
    return value;
  }

  /** Writes row {@code ids[i]} into row {@code i} of {@code out}. */
  public void forward(Pass pass, int[] ids, Matrix out) {
    pass.kernels().gather(value, pass.workspace().indices(ids), out);
  }

  /**
   * @param ids as in the forward pass
   * @param dOut gradient of its output
   */
  public Gradient backward(Pass pass, int[] ids, Matrix dOut) {
    Map<Integer, Integer> places = new LinkedHashMap<>();
    int[] place = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      Integer next = places.size();
      Integer known = places.putIfAbsent(ids[i], next);
      place[i] = known == null ? next : known;
    }
    Matrix sums = pass.workspace().zeros(places.size(), value.columns());
    pass.kernels().scatterAdd(dOut, pass.workspace().indices(place), sums);
    int[] rows = places.keySet().stream().mapToInt(Integer::intValue).toArray();
    return new Gradient(rows, sums);
  }

  @Override
  public void close() {
    memory.close();
  }
}
