package org.neuralannotators.network.kernel;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves numbers between the Java heap and the memory of matrices. On the CPU that is a plain copy,
 * without ND4J's arrays: it keeps a description of every shape that it ever saw.
 */
public final class HostAccess {
  private HostAccess() {}

  /** Whether ND4J's arrays are in memory that the CPU can read. */
  public static boolean isHostMemory() {
    return Nd4j.getEnvironment().isCPU();
  }

  public static void write(Matrix to, float[] values) {
    if (!isHostMemory() || to.memory().dataType() != DataType.FLOAT) {
      write(to, IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
      return;
    }
    FloatBuffer memory = to.memory().data().asNioFloat();
    for (int row = 0; row < to.rows(); row++) {
      memory.put(start(to, row), values, row * to.columns(), to.columns());
    }
  }

  public static void write(Matrix to, double[] values) {
    if (!isHostMemory()) {
      try (INDArray source = Nd4j.createFromArray(values)) {
        to.array().assign(source.reshape('c', to.rows(), to.columns()));
      }
      return;
    }
    boolean single = to.memory().dataType() == DataType.FLOAT;
    FloatBuffer floats = single ? to.memory().data().asNioFloat() : null;
    DoubleBuffer doubles = single ? null : to.memory().data().asNioDouble();
    for (int row = 0, next = 0; row < to.rows(); row++, next += to.columns()) {
      int at = start(to, row);
      for (int i = 0; i < to.columns(); i++) {
        if (single) {
          floats.put(at + i, (float) values[next + i]);
        } else {
          doubles.put(at + i, values[next + i]);
        }
      }
    }
  }

  static float[] floats(Matrix from) {
    float[] values = new float[Math.toIntExact(from.size())];
    if (isHostMemory() && from.memory().dataType() == DataType.FLOAT) {
      FloatBuffer memory = from.memory().data().asNioFloat();
      for (int row = 0; row < from.rows(); row++) {
        memory.get(start(from, row), values, row * from.columns(), from.columns());
      }
      return values;
    }
    double[] doubles = doubles(from);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) doubles[i];
    }
    return values;
  }

  static double[] doubles(Matrix from) {
    if (!isHostMemory()) {
      try (INDArray copy = from.array().dup('c')) {
        return copy.data().asDouble();
      }
    }
    double[] values = new double[Math.toIntExact(from.size())];
    boolean single = from.memory().dataType() == DataType.FLOAT;
    FloatBuffer floats = single ? from.memory().data().asNioFloat() : null;
    DoubleBuffer doubles = single ? null : from.memory().data().asNioDouble();
    for (int row = 0, next = 0; row < from.rows(); row++, next += from.columns()) {
      int at = start(from, row);
      for (int i = 0; i < from.columns(); i++) {
        values[next + i] = single ? floats.get(at + i) : doubles.get(at + i);
      }
    }
    return values;
  }

  public static void write(Indices to, int[] values) {
    if (isHostMemory()) {
      IntBuffer memory = to.memory().data().asNioInt();
      memory.put(Math.toIntExact(to.offset()), values);
      return;
    }
    try (INDArray source = Nd4j.createFromArray(values)) {
      to.array().assign(source);
    }
  }

  static int[] integers(Indices from) {
    if (!isHostMemory()) {
      try (INDArray copy = from.array().dup()) {
        return copy.data().asInt();
      }
    }
    int[] values = new int[from.length()];
    from.memory().data().asNioInt().get(Math.toIntExact(from.offset()), values);
    return values;
  }

  /** All the memory that the matrix lies in; only for single precision on the CPU. */
  public static FloatBuffer floatBuffer(Matrix matrix) {
    return matrix.memory().data().asNioFloat();
  }

  /** All the memory that the indices lie in; only on the CPU. */
  public static IntBuffer intBuffer(Indices indices) {
    return indices.memory().data().asNioInt();
  }

  /** Index of the first element in the memory. */
  public static int start(Indices indices) {
    return Math.toIntExact(indices.offset());
  }

  /** Index of a row's first element in the memory. */
  public static int start(Matrix matrix, int row) {
    return Math.toIntExact(matrix.offset() + (long) row * matrix.stride());
  }
}
