package org.neuralannotators.train.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What holds for the keys of all configurations. */
public final class Keys {
  private Keys() {}

  /**
   * Refuses a key that isn't there.
   *
   * @throws IllegalArgumentException naming the key
   */
  public static void require(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("[" + key + "] is missing");
    }
  }

  /**
   * Refuses data without a set.
   *
   * @throws IllegalArgumentException naming the key
   */
  public static void requireSets(List<?> sets) {
    if (sets == null || sets.isEmpty()) {
      throw new IllegalArgumentException("[data.sets] is empty; expected at least one data set");
    }
  }

  /**
   * Refuses what isn't a regular expression; null is none.
   *
   * @throws IllegalArgumentException naming the key
   */
  public static void requirePattern(String key, String value) {
    try {
      Pattern.compile(value == null ? "" : value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "[" + key + "] is [" + value + "]; expected a regular expression", e);
    }
  }
}
