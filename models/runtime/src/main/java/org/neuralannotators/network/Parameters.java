package org.neuralannotators.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.NativeMemory;
import org.neuralannotators.network.kernel.Workspace;

/**
 * The parameters of a network in one flat vector, so that an updater sees them as one. Layers add
 * theirs first; then the memory is taken at once. {@link #close()} frees it.
 */
public final class Parameters implements AutoCloseable {
  static {
    NativeMemory.lift();
  }

  private final List<Parameter> all = new ArrayList<>();
  private INDArray values;

  /** A new parameter, which has no memory before {@link #allocate}. */
  public Parameter add(String name, int rows, int columns, Initializer initializer) {
    if (values != null) {
      throw new IllegalStateException("Parameter [" + name + "] comes after the allocation");
    }
    Parameter parameter = new Parameter(name, rows, columns, initializer);
    all.add(parameter);
    return parameter;
  }

  /** Takes the memory; all values are 0. */
  public Parameters allocate(DataType type) {
    long length = all.stream().mapToLong(p -> (long) p.rows() * p.columns()).sum();
    values = detachedZeros(type, length);
    long offset = 0;
    for (Parameter p : all) {
      p.bind(new Matrix(values, offset, p.rows(), p.columns(), p.columns()));
      offset += (long) p.rows() * p.columns();
    }
    return this;
  }

  /**
   * Takes the memory, for single precision, in a network that isn't trained any more: a block for
   * each parameter, which is used again, or given back, when the parameter is packed.
   */
  public Parameters allocateFrozen() {
    all.forEach(
        p ->
            p.own(
                detachedZeros(
                    DataType.FLOAT, (long) p.rows() * p.columns() + Workspace.ALIGNMENT)));
    return this;
  }

  /** Lets the shapes of the parameters' matrices be asked, which have no memory. */
  public Parameters withoutMemory() {
    all.forEach(p -> p.bind(new Matrix(null, 0, p.rows(), p.columns(), p.columns())));
    return this;
  }

  /** Takes the memory, of the type of a table. */
  public Parameters allocateLike(EmbeddingTable table) {
    return allocate(table.type());
  }

  /** Takes the memory, of the type of others. */
  public Parameters allocateLike(Parameters others) {
    return allocate(others.values.dataType());
  }

  /** Takes the memory, for single precision. */
  public Parameters allocateFloats() {
    return allocate(DataType.FLOAT);
  }

  /** Gives each matrix numbers of one initializer; vectors, biases and gains, keep their own. */
  public Parameters initialize(RandomGenerator random, Initializer matrices) {
    return initialize(random, p -> matrices);
  }

  /** Gives each matrix numbers of an initializer; vectors, biases and gains, keep their own. */
  public Parameters initialize(RandomGenerator random, Function<Parameter, Initializer> matrices) {
    for (Parameter p : all) {
      Initializer initializer = p.rows() > 1 ? matrices.apply(p) : p.initializer();
      p.value().write(initializer.numbers(random, p.rows(), p.columns()));
    }
    return this;
  }

  /** Gives each parameter the numbers of its initializer. */
  public Parameters initialize(RandomGenerator random) {
    all.forEach(p -> p.value().write(p.initializer().numbers(random, p.rows(), p.columns())));
    return this;
  }

  /** All parameters in the order in which they were added. */
  public List<Parameter> all() {
    return Collections.unmodifiableList(all);
  }

  /**
   * All values in one row.
   *
   * @throws IllegalStateException when they have no memory in common
   */
  public Matrix flat() {
    if (values == null) {
      throw new IllegalStateException("The parameters have no memory in common to be trained in");
    }
    return Matrix.ofVector(values);
  }

  /** The flat vector of values; null when there is none. */
  public INDArray values() {
    return values;
  }

  @Override
  public void close() {
    all.forEach(Parameter::release);
    if (values != null) {
      values.close();
    }
  }

  public static INDArray detachedZeros(DataType type, long length) {
    return Nd4j.createUninitializedDetached(type, length).assign(0);
  }
}
