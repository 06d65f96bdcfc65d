package org.neuralannotators.network.kernel;

/**
 * The weights of a linear layer, laid out as the kernels that made them read them fastest. Kernels
 * of the same form may share them from any thread; {@link #close()} frees the copy.
 */
public final class PackedWeights implements AutoCloseable {
  private final Matrix plain;
  private final Workspace memory;
  private final Matrix packed;

  private PackedWeights(Matrix plain, Workspace memory, Matrix packed) {
    this.plain = plain;
    this.memory = memory;
    this.packed = packed;
  }

  /** Weights that stay as they are. */
  static PackedWeights unpacked(Matrix weights) {
    return new PackedWeights(weights, null, null);
  }

  /** A copy in another layout. */
  static PackedWeights copy(Matrix weights, Workspace memory, Matrix packed) {
    return new PackedWeights(weights, memory, packed);
  }

  /** [inputs, outputs]. */
  Matrix plain() {
    return plain;
  }

  boolean isPacked() {
    return packed != null;
  }

  /** The copy, in a layout that only its maker knows. */
  Matrix packed() {
    return packed;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
