package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each number is 0 with the probability
 * {@code rate}, and the others are divided by {@code 1 - rate}. Variational dropout (Gal and
 * Ghahramani 2016) drops the same columns at all steps of a sequence.
 *
 * @param rate in [0, 1)
 * @param variational one mask for each sequence, not one for each row
 */
public record Dropout(double rate, boolean variational) {
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "Dropout rate [" + rate + "]; expected a number from 0 to less than 1");
    }
  }

  /** The resolution of {@link #rate}: four draws out of one random number. */
  private static final int BITS = 16;

  /**
   * What was drawn.
   *
   * @param factors by which rows are multiplied
   * @param rows which row of factors belongs to which row of the matrix; null when each row has its
   *     own
   */
  public record Mask(Matrix factors, Indices rows) {}

  /**
   * Drops in place.
   *
   * @return the mask for {@link #backward}, null where nothing is dropped
   */
  public Mask forward(Pass pass, SequenceBatch batch, Matrix x) {
    if (!variational) {
      return forward(pass, x);
    }
    Matrix factors = factors(pass, batch.packed().sequences(), x.columns());
    return scale(pass, x, factors == null ? null : new Mask(factors, batch.positions()));
  }

  /** Drops each number for itself, in place; otherwise as for a batch of sequences. */
  public Mask forward(Pass pass, Matrix x) {
    Matrix factors = factors(pass, x.rows(), x.columns());
    return scale(pass, x, factors == null ? null : new Mask(factors, null));
  }

  /** Draws what numbers are to be multiplied by; null where nothing is dropped. */
  public Matrix factors(Pass pass, int rows, int columns) {
    if (!pass.training() || rate == 0) {
      return null;
    }
    float[] factors = new float[Math.multiplyExact(rows, columns)];
    long range = 1L << BITS;
    long dropped = Math.round(rate * range);
    float keep = (float) range / (range - dropped);
    for (int i = 0; i < factors.length; ) {
      long bits = pass.random().nextLong();
      for (int end = Math.min(i + Long.SIZE / BITS, factors.length); i < end; i++) {
        factors[i] = (bits & range - 1) < dropped ? 0 : keep;
        bits >>>= BITS;
      }
    }
    return pass.workspace().matrix(rows, columns).write(factors);
  }

  private static Mask scale(Pass pass, Matrix x, Mask mask) {
    if (mask != null && mask.rows() == null) {
      pass.kernels().scale(x, mask.factors());
    } else if (mask != null) {
      pass.kernels().scaleRows(x, mask.factors(), mask.rows());
    }
    return mask;
  }

  /** The gradient, in place. */
  public void backward(Pass pass, Mask mask, Matrix dx) {
    scale(pass, dx, mask);
  }
}
