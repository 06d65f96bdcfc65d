package org.neuralannotators.translate.network;

/** The positions' embeddings of Vaswani et al. 2017, section 3.5, and what others made of them. */
final class Sinusoids {
  private static final double LONGEST = 10_000;

  private Sinusoids() {}

  /**
   * A row for each position: sines and cosines of falling frequencies.
   *
   * @param kind one of those with sinusoids
   * @param offset the first position
   * @param columns an even number
   */
  static float[][] table(PositionKind kind, int offset, int positions, int columns) {
    int frequencies = columns / 2;
    float[][] table = new float[positions][columns];
    for (int i = 0; i < frequencies; i++) {
      int sine = kind == PositionKind.ALTERNATING_SINUSOIDS ? 2 * i : i;
      int cosine = kind == PositionKind.ALTERNATING_SINUSOIDS ? sine + 1 : frequencies + i;
      for (int position = 0; position < positions; position++) {
        double angle = angle(kind, offset + position, i, frequencies);
        table[position][sine] = (float) Math.sin(angle);
        table[position][cosine] = (float) Math.cos(angle);
      }
    }
    return table;
  }

  private static double angle(PositionKind kind, int position, int number, int frequencies) {
    if (kind != PositionKind.INCLUSIVE_SINUSOIDS) {
      return position * Math.pow(LONGEST, -number / (double) frequencies);
    }
    // In single precision, as checkpoints were trained.
    float step = (float) (Math.log(LONGEST) / (frequencies - 1));
    float frequency = (float) Math.exp(-step * number);
    return position * frequency;
  }
}
