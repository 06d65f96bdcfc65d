package org.neuralannotators.network.kernel;

import java.util.List;
import java.util.ServiceLoader;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One form of the kernels, such as oneDNN's or ND4J's. Providers are found by {@link
 * ServiceLoader}, the fastest first. Implementations are thread-safe.
 */
public interface KernelProvider {
  /** The first provider that is available here for a type. */
  static KernelProvider of(DataType type) {
    return Providers.ALL.stream()
        .filter(provider -> provider.isAvailable(type))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No kernels for [%s] among %s; expected META-INF/services/%s as in the jar of"
                            .formatted(type, Providers.ALL, KernelProvider.class.getName())
                        + " neural-annotators-models"));
  }

  /** Whether its kernels work on this machine, with matrices of a type. */
  boolean isAvailable(DataType type);

  /** Whether this machine has instructions for products of a precision. */
  boolean supports(Precision precision);

  /** The CPU instructions that are used, for people. */
  String instructionSet();

  /**
   * New kernels.
   *
   * @param precision one that it {@linkplain #supports supports}
   */
  Kernels create(DataType type, Precision precision);

  /** All that there are. */
  final class Providers {
    private static final List<KernelProvider> ALL =
        ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Providers() {}
  }
}
