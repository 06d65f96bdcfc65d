package org.neuralannotators.network.attention;

/**
 * The heads of an attention.
 *
 * @param columns of the input and the output
 * @param heads how many
 * @param size columns of a head
 */
public record HeadShape(int columns, int heads, int size) {
  public HeadShape {
    if (columns < 1 || heads < 1 || size < 1) {
      throw new IllegalArgumentException(
          "[%d] columns and [%d] heads of [%d] columns; expected at least 1 of each"
              .formatted(columns, heads, size));
    }
  }

  /** Heads that share the columns among them. */
  public static HeadShape of(int columns, int heads) {
    MultiHeadAttention.requireMultiple(columns, heads);
    return new HeadShape(columns, heads, columns / heads);
  }

  /** Columns of all heads. */
  public int inner() {
    return heads * size;
  }
}
