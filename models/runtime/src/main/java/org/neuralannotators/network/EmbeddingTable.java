package org.neuralannotators.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A table of which a batch looks up few rows, such as word vectors: its gradient holds those rows
 * alone, unless the table is one of a network's parameters. {@link #close()} frees the memory,
 * unless that is the parameters'.
 */
public final class EmbeddingTable implements AutoCloseable {
  private final Parameter parameter;

  /** The table's own memory; null when it lies among a network's parameters. */
  private final INDArray memory;

  private EmbeddingTable(Parameter parameter, INDArray memory) {
    this.parameter = parameter;
    this.memory = memory;
  }

  /** A table of zeros. */
  public EmbeddingTable(String name, DataType type, int rows, int columns) {
    this(
        new Parameter(name, rows, columns, Initializer.zeros()),
        Parameters.detachedZeros(type, (long) rows * columns));
    parameter.bind(new Matrix(memory, 0, rows, columns, columns));
  }

  /**
   * A parameter as a table, for networks that use all of its rows in another place, such as a
   * decoder that is tied to it. Its gradient is the parameter's.
   */
  public static EmbeddingTable of(Parameter parameter) {
    return new EmbeddingTable(parameter, null);
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
  public EmbeddingTable zerosLike(String otherName) {
    return new EmbeddingTable(otherName, memory.dataType(), rows(), columns());
  }

  /** The name of the tensor in a bundle. */
  public String name() {
    return parameter.name();
  }

  /** Number of rows. */
  public int rows() {
    return parameter.rows();
  }

  /** Number of columns. */
  public int columns() {
    return parameter.columns();
  }

  /** The table. */
  public Matrix value() {
    return parameter.value();
  }

  /**
   * Where the gradient of all its rows is added, of a table that is a parameter.
   *
   * @throws IllegalStateException when it has memory of its own
   */
  public Matrix gradient(Pass pass) {
    if (memory != null) {
      throw new IllegalStateException(
          "The table [%s] has no gradient of all its rows; expected a parameter".formatted(name()));
    }
    return pass.gradient(parameter);
  }

  /** Writes row {@code ids[i]} into row {@code i} of {@code out}. */
  public void forward(Pass pass, int[] ids, Matrix out) {
    pass.kernels().gather(value(), pass.workspace().indices(ids), out);
  }

  /**
   * @param ids as in the forward pass
   * @param dOut gradient of its output
   * @return null when the table is a parameter, to whose gradient is added
   */
  public Gradient backward(Pass pass, int[] ids, Matrix dOut) {
    if (memory == null) {
      pass.kernels().scatterAdd(dOut, pass.workspace().indices(ids), pass.gradient(parameter));
      return null;
    }
    Map<Integer, Integer> places = new LinkedHashMap<>();
    int[] place = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      Integer next = places.size();
      Integer known = places.putIfAbsent(ids[i], next);
      place[i] = known == null ? next : known;
    }
    Matrix sums = pass.workspace().zeros(places.size(), columns());
    pass.kernels().scatterAdd(dOut, pass.workspace().indices(place), sums);
    int[] rows = places.keySet().stream().mapToInt(Integer::intValue).toArray();
    return new Gradient(rows, sums);
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
