package org.neuralannotators.network.attention;

import java.util.Arrays;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Positions as rotations of queries and keys, whose products then know only how far they are apart
 * (Su et al. 2021, section 3.2.2). Column {@code k} of a head is turned with column {@code k + size
 * / 2}, as in GPT-NeoX. Thread-safe.
 */
public final class RotaryPositions {
  private final int pairs;
  private final float[] frequencies;

  /** Cosines and sines of the positions that were needed so far. */
  private volatile Tables tables = new Tables(new float[0], new float[0]);

  private record Tables(float[] cosines, float[] sines) {}

  /**
   * @param size columns of a head, an even number
   * @param base the angles' base: pair {@code k} is turned by {@code base^(-2 k / size)} each
   *     position
   */
  public RotaryPositions(int size, double base) {
    this(frequencies(size, base));
  }

  /**
   * @param frequencies by how much each pair of columns is turned from a position to the next
   */
  public RotaryPositions(float[] frequencies) {
    this.frequencies = frequencies.clone();
    pairs = frequencies.length;
  }

  /** By how much each pair of columns is turned from a position to the next. */
  public static float[] frequencies(int size, double base) {
    if (size % 2 != 0) {
      throw new IllegalArgumentException(
          "[" + size + "] columns of a head with rotary positions; expected an even number");
    }
    float[] frequencies = new float[size / 2];
    for (int k = 0; k < frequencies.length; k++) {
      // In single precision, as in the models' code: far positions feel the difference.
      frequencies[k] = 1 / (float) Math.pow(base, (float) (2 * k) / size);
    }
    return frequencies;
  }

  /** The rotation of a batch's rows. */
  public Rotation over(Pass pass, RaggedRows rows) {
    Tables known = tables(rows.longest());
    Matrix cosines = pass.workspace().matrix(rows.rows(), pairs);
    Matrix sines = pass.workspace().matrix(rows.rows(), pairs);
    for (int i = 0; i < rows.sequences(); i++) {
      int length = rows.length(i);
      int begin = rows.offset(i);
      int count = length * pairs;
      cosines.rows(begin, begin + length).write(Arrays.copyOf(known.cosines, count));
      sines.rows(begin, begin + length).write(Arrays.copyOf(known.sines, count));
    }
    return new Rotation(cosines, sines);
  }

  /**
   * The rotation of rows at some positions.
   *
   * @param positions of each row, from 0
   */
  public Rotation at(Pass pass, int[] positions) {
    Tables known = tables(1 + Arrays.stream(positions).max().orElse(-1));
    float[] cosines = new float[positions.length * pairs];
    float[] sines = new float[cosines.length];
    for (int i = 0; i < positions.length; i++) {
      System.arraycopy(known.cosines, positions[i] * pairs, cosines, i * pairs, pairs);
      System.arraycopy(known.sines, positions[i] * pairs, sines, i * pairs, pairs);
    }
    return new Rotation(
        pass.workspace().matrix(positions.length, pairs).write(cosines),
        pass.workspace().matrix(positions.length, pairs).write(sines));
  }

  private Tables tables(int length) {
    Tables known = tables;
    int before = known.cosines.length / pairs;
    if (length > before) {
      int positions = Math.max(length, 2 * before);
      float[] cosines = Arrays.copyOf(known.cosines, Math.multiplyExact(positions, pairs));
      float[] sines = Arrays.copyOf(known.sines, cosines.length);
      for (int i = known.cosines.length; i < cosines.length; i++) {
        int position = i / pairs;
        float angle = position * frequencies[i % pairs];
        cosines[i] = (float) Math.cos(angle);
        sines[i] = (float) Math.sin(angle);
      }
      known = new Tables(cosines, sines);
      tables = known;
    }
    return known;
  }
}
