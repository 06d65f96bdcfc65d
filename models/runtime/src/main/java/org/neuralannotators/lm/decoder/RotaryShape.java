package org.neuralannotators.lm.decoder;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.network.attention.RotaryPositions;

/**
 * Rotary positions (Su et al. 2021), with what models do to read longer texts than they were
 * trained on.
 *
 * @param base of the angles, 10000 in the paper
 * @param scaling null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotaryShape(double base, Scaling scaling) {
  public RotaryShape {
    if (!(base > 1 && Double.isFinite(base))) {
      throw new IllegalArgumentException(
          "Base [" + base + "] of rotary positions; expected a number above 1, such as 10000");
    }
  }

  /**
   * Slower rotations.
   *
   * @param factor by which they are slower: all of them (position interpolation: Chen et al. 2023),
   *     or those whose wave is long
   * @param bands which are long; null for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Scaling(double factor, Bands bands) {
    public Scaling {
      if (!(factor >= 1 && Double.isFinite(factor))) {
        throw new IllegalArgumentException(
            "Factor [" + factor + "] of rotary positions; expected a number from 1");
      }
    }
  }

  /**
   * Waves are long of which fewer than {@code low} fit into the positions of the former training,
   * short of which more than {@code high} do, and between the two they are partly slower, as in
   * Llama 3.1.
   *
   * @param positions of the former training
   */
  public record Bands(double low, double high, int positions) {
    public Bands {
      if (!(low > 0 && high > low && positions > 0)) {
        throw new IllegalArgumentException(
            "Bands from [%s] to [%s] of [%d] positions; expected numbers above 0, the second larger"
                .formatted(low, high, positions));
      }
    }

    /** How much of the slower rotation a wave has, from 0 to 1. */
    private double slower(double frequency) {
      double waves = positions * frequency / (2 * Math.PI);
      return Math.min(1, Math.max(0, (high - waves) / (high - low)));
    }
  }

  /**
   * By how much each pair of columns is turned from a position to the next.
   *
   * @param size columns of a head
   */
  float[] frequencies(int size) {
    float[] frequencies = RotaryPositions.frequencies(size, base);
    for (int i = 0; scaling != null && i < frequencies.length; i++) {
      double share = scaling.bands() == null ? 1 : scaling.bands().slower(frequencies[i]);
      frequencies[i] =
          (float) ((1 - share) * frequencies[i] + share * frequencies[i] / scaling.factor());
    }
    return frequencies;
  }
}
