package org.neuralannotators.train.config;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

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

  /**
   * Refuses a set of which it isn't clear what is learnt: gold labels, or text that teachers judge.
   *
   * @throws IllegalArgumentException naming set and key
   */
  public static void requireGoldOrText(
      String set, String train, List<String> text, String splitter, double minConfidence) {
    if (text != null && train != null) {
      throw new IllegalArgumentException(
          "The set [%s] has [data.sets.train] and [data.sets.text]; expected one of them. Make two sets of it"
              .formatted(set));
    }
    if (text == null && (splitter != null || minConfidence != 0)) {
      throw new IllegalArgumentException(
          "The set [%s] has [data.sets.splitter] or [data.sets.minConfidence]; expected them beside [data.sets.text] alone"
              .formatted(set));
    }
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "[data.sets.minConfidence] is [" + minConfidence + "]; expected 0 to 1");
    }
  }

  /**
   * Refuses text that nobody judges.
   *
   * @param teacher null where there is none
   * @throws IllegalArgumentException naming the key
   */
  public static void requireTeacher(Object teacher, Stream<List<String>> texts) {
    if (teacher == null && texts.anyMatch(Objects::nonNull)) {
      throw new IllegalArgumentException(
          "[data.sets.text] is given without [teacher]; expected one, to judge the text");
    }
  }
}
