package org.neuralannotators.network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedWeights;

/**
 * The weights of the linear and recurrent layers of a network that isn't trained any more, packed
 * when they are used first. Thread-safe; {@link #close()} frees the copies.
 */
final class FrozenWeights implements AutoCloseable {
  private final Map<Parameter, PackedWeights> packed = new ConcurrentHashMap<>();
  private final Map<Recurrent, PackedRecurrent> recurrent = new ConcurrentHashMap<>();

  PackedWeights of(Parameter weights, Kernels kernels) {
    return packed.computeIfAbsent(weights, each -> kernels.pack(each.value()));
  }

  PackedRecurrent of(Recurrent layer, Kernels kernels) {
    return recurrent.computeIfAbsent(layer, each -> kernels.pack(each.cell(), each.weights()));
  }

  @Override
  public void close() {
    packed.values().forEach(PackedWeights::close);
    packed.clear();
    recurrent.values().forEach(PackedRecurrent::close);
    recurrent.clear();
  }
}
