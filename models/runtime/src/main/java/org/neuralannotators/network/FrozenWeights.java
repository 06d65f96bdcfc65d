package org.neuralannotators.network;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Workspace;

/**
 * The weights of the layers of a network that isn't trained any more, packed when they are used
 * first. Thread-safe; {@link #close()} frees the copies.
 */
public final class FrozenWeights implements AutoCloseable {
  private final Map<Factor, PackedWeights> packed = new ConcurrentHashMap<>();
  private final Map<Recurrent, PackedRecurrent> recurrent = new ConcurrentHashMap<>();
  private final Map<Object, Derived> derived = new ConcurrentHashMap<>();

  /**
   * @param from the first column
   * @param to behind the last column
   * @param transposed whether the transposed matrix is the factor
   */
  private record Factor(Parameter weights, int from, int to, boolean transposed) {}

  private record Derived(Workspace memory, List<Matrix> matrices) {}

  /** A matrix that has other uses. */
  public PackedWeights of(Parameter weights, boolean transposed, Kernels kernels) {
    return of(new Factor(weights, 0, weights.columns(), transposed), kernels);
  }

  /** Some columns of a matrix; all of one of no other use. */
  public PackedWeights of(Parameter weights, int from, int to, Kernels kernels) {
    return from == 0 && to == weights.columns()
        ? of(weights, kernels)
        : of(new Factor(weights, from, to, false), kernels);
  }

  private PackedWeights of(Factor factor, Kernels kernels) {
    return packed.computeIfAbsent(
        factor,
        each ->
            kernels.pack(
                each.weights().value().columns(each.from(), each.to()), each.transposed()));
  }

  /** A matrix of no other use. */
  private PackedWeights of(Parameter weights, Kernels kernels) {
    return packed.computeIfAbsent(
        new Factor(weights, 0, weights.columns(), false), each -> packOnly(weights, kernels));
  }

  /**
   * Where the matrix has memory of its own, its packed copy takes the place there: beside holes of
   * the sizes of all matrices, C's allocator would need half as much again. A copy of another size
   * lets the memory be given back.
   */
  private static PackedWeights packOnly(Parameter weights, Kernels kernels) {
    PackedWeights result = kernels.pack(weights.value(), false);
    if (!result.isPacked()) {
      return result;
    }
    Matrix place = weights.vacate(result.size());
    if (place != null) {
      return result.moveTo(place, kernels);
    }
    weights.release();
    return result;
  }

  /** The weights of a recurrent layer, as the kernels read them fastest. */
  public PackedRecurrent of(Recurrent layer, Kernels kernels) {
    return recurrent.computeIfAbsent(layer, each -> kernels.pack(each.cell(), each.weights()));
  }

  /**
   * What a layer makes of its weights alone.
   *
   * @param make makes matrices in the memory given; asks for no others of this kind
   */
  public List<Matrix> of(Object layer, Function<Workspace, List<Matrix>> make) {
    return derived.computeIfAbsent(layer, each -> derive(make)).matrices;
  }

  private static Derived derive(Function<Workspace, List<Matrix>> make) {
    Workspace memory = Workspace.ofFloats();
    return new Derived(memory, make.apply(memory));
  }

  @Override
  public void close() {
    packed.values().forEach(PackedWeights::close);
    packed.clear();
    recurrent.values().forEach(PackedRecurrent::close);
    recurrent.clear();
    derived.values().forEach(each -> each.memory.close());
    derived.clear();
  }
}
