package org.neuralannotators.lm.decoder;

/**
 * What a decoder keeps of the last pieces of a text while it reads it window by window (Dai et al.
 * 2019, section 3.2): the inputs of its layers. Each window's pass adds to it, so that a text's
 * windows must be read in order, and no two at a time.
 */
public final class TextMemory {
  /** Of nothing. */
  public static final TextMemory NONE = new TextMemory(0);

  private final int most;
  private int pieces;
  private float[][] layers = {};

  /**
   * @param most how many pieces are kept at most
   */
  public TextMemory(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("Memory [" + most + "]; expected 0 or more pieces");
    }
    this.most = most;
  }

  int most() {
    return most;
  }

  /** How many pieces are kept. */
  int pieces() {
    return pieces;
  }

  /** The inputs of a layer, piece after piece. */
  float[] layer(int number) {
    return layers[number];
  }

  void set(int newPieces, float[][] newLayers) {
    pieces = newPieces;
    layers = newLayers;
  }
}
