package org.neuralannotators.translate.network;

/** The positions' embeddings of Vaswani et al. 2017, section 3.5. */
final class Sinusoids {
  private static final double LONGEST = 10_000;

  private Sinusoids() {}

  /** A row for each position: sine and cosine of falling frequencies, alternating. */
  static float[][] table(int positions, int columns) {
    float[][] table = new float[positions][columns];
    for (int i = 0; i < columns; i++) {
      double frequency = Math.pow(LONGEST, -(i - i % 2) / (double) columns);
      for (int position = 0; position < positions; position++) {
        double angle = position * frequency;
        table[position][i] = (float) (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return table;
  }
}
