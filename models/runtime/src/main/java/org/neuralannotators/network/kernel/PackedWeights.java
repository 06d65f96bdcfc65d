package org.neuralannotators.network.kernel;

/**
 * The weights of a linear layer, laid out as the kernels that made them read them fastest. Kernels
 * of the same form may share them from any thread; {@link #close()} frees the copy.
 */
public final class PackedWeights implements AutoCloseable {
  private final Matrix plain;
  private final boolean transposed;
  private final Object layout;
  private final int block;
  private final Workspace memory;
  private final Matrix packed;

  private PackedWeights(
      Matrix plain, boolean transposed, Object layout, int block, Workspace memory, Matrix packed) {
    this.plain = plain;
    this.transposed = transposed;
    this.layout = layout;
    this.block = block;
    this.memory = memory;
    this.packed = packed;
  }

  /** Weights that stay as they are. */
  public static PackedWeights unpacked(Matrix weights, boolean transposed) {
    return new PackedWeights(weights, transposed, null, 0, null, null);
  }

  /**
   * A copy in another layout.
   *
   * @param block how many outputs lie together, one such block behind the other; 0 where outputs
   *     don't lie so
   */
  public static PackedWeights copy(
      Matrix weights,
      boolean transposed,
      Object layout,
      int block,
      Workspace memory,
      Matrix packed) {
    return new PackedWeights(weights, transposed, layout, block, memory, packed);
  }

  /** A multiple of which some outputs may begin at; 0 where a layer can't be cut. */
  public int block() {
    return block;
  }

  /**
   * The weights of some outputs, in the same memory; only where they lie in blocks.
   *
   * @param from a multiple of {@link #block()}
   * @param to likewise, or all outputs
   */
  public PackedWeights outputs(int from, int to) {
    int size = Math.toIntExact(packed.size() / blocks(outputs()));
    return new PackedWeights(
        transposed ? plain.rows(from, to) : plain.columns(from, to),
        transposed,
        layout,
        block,
        null,
        packed.columns(from / block * size, blocks(to) * size));
  }

  private int blocks(int outputs) {
    return (outputs + block - 1) / block;
  }

  /** [inputs, outputs]; the other way round when they are transposed. */
  Matrix plain() {
    return plain;
  }

  /** Whether the transposed matrix is meant. */
  boolean transposed() {
    return transposed;
  }

  /** Columns of what {@link Kernels#linear} gives. */
  public int outputs() {
    return transposed ? plain.rows() : plain.columns();
  }

  /** Whether a copy is all that multiplying needs. */
  public boolean isPacked() {
    return packed != null;
  }

  /** Numbers that the copy takes; only where there is one. */
  public long size() {
    return packed.size();
  }

  /** Where the copy lies; only where there is one. */
  public long address() {
    return packed.address();
  }

  /** The same in memory of the caller's, as much as this has, which is given back. */
  public PackedWeights moveTo(Matrix place, Kernels kernels) {
    kernels.copy(packed, place);
    close();
    return new PackedWeights(plain, transposed, layout, block, null, place);
  }

  /** Which layout the copy has, in its maker's words. */
  public Object layout() {
    return layout;
  }

  /** The copy, in a layout that only its maker knows. */
  public Matrix packed() {
    return packed;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
