package org.neuralannotators.lm;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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

  /** Draws a token. */
  int draw(double[] probabilities, RandomGenerator random) {
    double[] shares = shares(probabilities);
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
    double most = DoubleStream.of(probabilities).max().orElse(0);
    if (temperature == 0) {
      int likeliest =
          IntStream.range(0, probabilities.length)
              .filter(i -> probabilities[i] == most)
              .findFirst()
              .orElseThrow();
      return IntStream.range(0, probabilities.length)
          .mapToDouble(i -> i == likeliest ? 1 : 0)
          .toArray();
    }
    double[] shares =
        DoubleStream.of(probabilities).map(p -> Math.pow(p / most, 1 / temperature)).toArray();
    if (topK > 0 || topP < 1) {
      dropUnlikely(shares);
    }
    double sum = DoubleStream.of(shares).sum();
    return DoubleStream.of(shares).map(share -> share / sum).toArray();
  }

  private void dropUnlikely(double[] shares) {
    int[] order =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -shares[i]))
            .mapToInt(i -> i)
            .toArray();
    int kept = topK == 0 ? shares.length : Math.min(topK, shares.length);
    double enough = topP * IntStream.range(0, kept).mapToDouble(i -> shares[order[i]]).sum();
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      // The likeliest one always stays.
      if (i >= kept || (i > 0 && sum >= enough)) {
        shares[order[i]] = 0;
      } else {
        sum += shares[order[i]];
      }
    }
  }
}
