package org.neuralannotators.network;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Workspace;

/**
 * The weights of the layers of a network that isn't trained any more, packed when they are used
 * first. Thread-safe; {@link #close()} frees the copies.
 */
final class FrozenWeights implements AutoCloseable {
  private final Map<Factor, PackedWeights> packed = new ConcurrentHashMap<>();
  private final Map<Recurrent, PackedRecurrent> recurrent = new ConcurrentHashMap<>();
  private final Map<ProjectedLstm, GateWeights> projected = new ConcurrentHashMap<>();

  /**
   * @param transposed whether the transposed matrix is the factor
   */
  private record Factor(Parameter weights, boolean transposed) {}

  private record GateWeights(Workspace memory, List<Matrix> matrices) {}

  /** A matrix that has other uses. */
  PackedWeights of(Parameter weights, boolean transposed, Kernels kernels) {
    return packed.computeIfAbsent(
        new Factor(weights, transposed), each -> kernels.pack(weights.value(), transposed));
  }

  /** A matrix of no other use: where it is packed, its memory is given back if it has its own. */
  PackedWeights of(Parameter weights, Kernels kernels) {
    return packed.computeIfAbsent(new Factor(weights, false), each -> packOnly(weights, kernels));
  }

  private static PackedWeights packOnly(Parameter weights, Kernels kernels) {
    PackedWeights result = kernels.pack(weights.value(), false);
    if (result.isPacked()) {
      weights.release();
    }
    return result;
  }

  PackedRecurrent of(Recurrent layer, Kernels kernels) {
    return recurrent.computeIfAbsent(layer, each -> kernels.pack(each.cell(), each.weights()));
  }

  List<Matrix> of(ProjectedLstm layer, Kernels kernels) {
    return projected.computeIfAbsent(layer, each -> copy(each, kernels)).matrices;
  }

  private static GateWeights copy(ProjectedLstm layer, Kernels kernels) {
    Workspace memory = Workspace.ofFloats();
    return new GateWeights(memory, layer.gateWeights(kernels, memory));
  }

  @Override
  public void close() {
    packed.values().forEach(PackedWeights::close);
    packed.clear();
    recurrent.values().forEach(PackedRecurrent::close);
    recurrent.clear();
    projected.values().forEach(copy -> copy.memory.close());
    projected.clear();
  }
}
