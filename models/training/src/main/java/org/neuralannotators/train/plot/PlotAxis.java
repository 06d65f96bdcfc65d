package org.neuralannotators.train.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An axis with round ticks.
 *
 * @param low its first tick
 * @param step between two ticks
 * @param steps how many steps to the last tick
 */
record PlotAxis(double low, BigDecimal step, int steps) {
  /** The axis of about so many steps of 1, 2 or 5 times a power of ten that covers the values. */
  static PlotAxis covering(double[] values, int wantedSteps) {
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(1);
    double range = high > low ? high - low : Math.max(Math.abs(high), 1);
    BigDecimal step = roundStep(range / wantedSteps);
    double size = step.doubleValue();
    double first = Math.floor(low / size);
    int steps = (int) Math.max(1, Math.ceil(high / size) - first);
    return new PlotAxis(first * size, step, steps);
  }

  private static BigDecimal roundStep(double atLeast) {
    int power = (int) Math.floor(Math.log10(atLeast));
    for (int digit : new int[] {1, 2, 5}) {
      BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
      if (step.doubleValue() >= atLeast) {
        return step;
      }
    }
    return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
  }

  double[] ticks() {
    return IntStream.rangeClosed(0, steps).mapToDouble(i -> low + i * step.doubleValue()).toArray();
  }

  /** Where a value lies, from 0 at the first tick to 1 at the last. */
  double part(double value) {
    return (value - low) / (steps * step.doubleValue());
  }

  /** A tick with no more digits than the steps have. */
  String label(double tick) {
    return BigDecimal.valueOf(tick)
        .setScale(Math.max(0, step.scale()), RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
