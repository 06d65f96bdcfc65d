package org.neuralannotators.train.tagger;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * How many of the training sentences an epoch shows in another case than they are written in, with
 * the same labels, so that the model depends less on capitals. Others are drawn for each epoch.
 *
 * @param lowerCase share that is shown in small letters
 * @param upperCase share in capitals
 * @param titleCase share with a capital at the beginning of each token, as in headlines
 */
public record CaseAugmentation(double lowerCase, double upperCase, double titleCase) {
  /** Everything is as it is written. */
  static final CaseAugmentation NONE = new CaseAugmentation(0, 0, 0);

  public CaseAugmentation {
    double sum = lowerCase + upperCase + titleCase;
    if (!(lowerCase >= 0 && upperCase >= 0 && titleCase >= 0 && sum <= 1)) {
      throw new IllegalArgumentException(
          "[augmentation] is [lowerCase: %s, upperCase: %s, titleCase: %s]; expected shares of at least 0, at most 1 together"
              .formatted(lowerCase, upperCase, titleCase));
    }
  }

  /** A sentence as it is shown. */
  List<String> apply(List<String> tokens, RandomGenerator random) {
    double drawn = random.nextDouble();
    if (drawn < lowerCase) {
      return each(tokens, token -> token.toLowerCase(Locale.ROOT));
    }
    if (drawn < lowerCase + upperCase) {
      return each(tokens, token -> token.toUpperCase(Locale.ROOT));
    }
    return drawn < lowerCase + upperCase + titleCase
        ? each(tokens, Truecaser::capitalized)
        : tokens;
  }

  private static List<String> each(List<String> tokens, UnaryOperator<String> change) {
    return tokens.stream().map(change).toList();
  }
}
