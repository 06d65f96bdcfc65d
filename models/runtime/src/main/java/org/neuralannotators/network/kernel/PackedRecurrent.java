package org.neuralannotators.network.kernel;

/**
 * The weights of a recurrent layer that isn't trained any more, laid out as the kernels that made
 * them read them fastest. Kernels of the same form may share them from any thread; {@link #close()}
 * frees the copies.
 */
public final class PackedRecurrent implements AutoCloseable {
  /** Weights in a layout that only the kernels know that made them. */
  public interface Copies extends AutoCloseable {
    @Override
    void close();
  }

  private final RecurrentCell cell;
  private final RecurrentWeights plain;
  private final Copies copies;

  private PackedRecurrent(RecurrentCell cell, RecurrentWeights plain, Copies copies) {
    this.cell = cell;
    this.plain = plain;
    this.copies = copies;
  }

  /** Weights that stay as they are. */
  public static PackedRecurrent unpacked(RecurrentCell cell, RecurrentWeights weights) {
    return new PackedRecurrent(cell, weights, null);
  }

  /**
   * Copies of weights.
   *
   * @param copies are this one's from now on
   */
  public static PackedRecurrent of(RecurrentCell cell, RecurrentWeights weights, Copies copies) {
    return new PackedRecurrent(cell, weights, copies);
  }

  RecurrentCell cell() {
    return cell;
  }

  RecurrentWeights plain() {
    return plain;
  }

  /** Null for weights that stayed as they are. */
  public Copies copies() {
    return copies;
  }

  @Override
  public void close() {
    if (copies != null) {
      copies.close();
    }
  }
}
