package org.neuralannotators.lm;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How the next token is drawn from a distribution: first the temperature, then top-k (Fan et al.
 * 2018), then top-p (Holtzman et al. 2020).
 *
 * @param temperature below 1 likely tokens become likelier, above 1 less so; 0 always takes the
 *     likeliest
 * @param topK how many of the likeliest tokens may be drawn; 0 for all
 * @param topP only the likeliest tokens may be drawn that together have at least this probability;
 *     1 for all
 */
public record Sampling(double temperature, int topK, double topP) {
  /** Nothing is drawn: the likeliest token is taken. */
  public static final Sampling GREEDY = new Sampling(0, 0, 1);

  public Sampling {
    if (!(temperature >= 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "Temperature [" + temperature + "]; expected a number from 0, such as 0.8");
    }
    if (topK < 0) {
      throw new IllegalArgumentException(
          "Top-k [" + topK + "]; expected at least 1 token, or 0 for all");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "Top-p [" + topP + "]; expected a probability of more than 0 and at most 1");
    }
  }

  /**
   * Draws a token.
   *
   * @param scores of the tokens, from which a softmax makes probabilities
   */
  public int drawByScores(double[] scores, RandomGenerator random) {
    if (temperature == 0) {
      return Largest.of(scores, 1)[0];
    }
    double most = scores[Largest.of(scores, 1)[0]];
    return drawByShares(shares(scores, score -> Math.exp((score - most) / temperature)), random);
  }

  /** Draws a token. */
  int draw(double[] probabilities, RandomGenerator random) {
    return drawByShares(shares(probabilities), random);
  }

  private static int drawByShares(double[] shares, RandomGenerator random) {
    double left = random.nextDouble();
    int last = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > 0) {
        last = i;
        left -= shares[i];
        if (left < 0) {
          return i;
        }
      }
    }
    // What rounding leaves belongs to the last one.
    return last;
  }

  /** The distribution that tokens are drawn from; tokens with a probability of 0 keep it. */
  double[] shares(double[] probabilities) {
    if (temperature == 0) {
      double[] shares = new double[probabilities.length];
      shares[Largest.of(probabilities, 1)[0]] = 1;
      return shares;
    }
    double most = DoubleStream.of(probabilities).max().orElse(0);
    return shares(probabilities, p -> Math.pow(p / most, 1 / temperature));
  }

  private double[] shares(double[] values, DoubleUnaryOperator share) {
    double[] all = new double[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = share.applyAsDouble(values[i]);
    }
    double[] shares = topK > 0 || topP < 1 ? likely(all) : all;
    double sum = sum(shares);
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** The same without the unlikely ones. */
  private double[] likely(double[] shares) {
    int[] order = topK > 0 ? Largest.of(shares, topK) : candidates(shares);
    double enough =
        topP * (topK > 0 ? IntStream.of(order).mapToDouble(i -> shares[i]).sum() : sum(shares));
    double[] kept = new double[shares.length];
    double sum = 0;
    for (int i = 0; i < order.length && sum < enough; i++) {
      kept[order[i]] = shares[order[i]];
      sum += shares[order[i]];
    }
    return kept;
  }

  /**
   * Those that top-p may keep, the likeliest first. Others are too unlikely: even together they
   * have less than it leaves out, and sorting all of a large vocabulary takes long.
   */
  private int[] candidates(double[] shares) {
    double least = (1 - topP) * sum(shares) / shares.length;
    // Bits of positive numbers are in the order of the numbers; of equal ones the first comes
    // first.
    long[] keys =
        IntStream.range(0, shares.length)
            .filter(i -> shares[i] >= least)
            .mapToLong(i -> -((long) Float.floatToIntBits((float) shares[i]) << Integer.SIZE) + i)
            .sorted()
            .toArray();
    return LongStream.of(keys).mapToInt(key -> (int) key).toArray();
  }
}
