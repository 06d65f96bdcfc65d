package org.neuralannotators.network;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.PackedWeights;

/**
 * The weights of linear layers of a network that isn't trained any more, packed when they are used
 * first. Thread-safe; {@link #close()} frees the copies.
 */
final class FrozenWeights implements AutoCloseable {
  private final Map<Parameter, PackedWeights> packed = new ConcurrentHashMap<>();

  PackedWeights of(Parameter weights, Kernels kernels) {
    return packed.computeIfAbsent(weights, each -> kernels.pack(each.value()));
  }

  @Override
  public void close() {
    packed.values().forEach(PackedWeights::close);
    packed.clear();
  }
}
