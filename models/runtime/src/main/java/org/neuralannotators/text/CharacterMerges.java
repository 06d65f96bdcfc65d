package org.neuralannotators.text;

import java.util.List;
import java.util.Map;

/** What byte-pair encoding merges in words (Sennrich et al. 2016), the earliest merges first. */
public final class CharacterMerges {
  private CharacterMerges() {}

  /** Two neighbours, in order. */
  public record Merge(String left, String right) {}

  /**
   * Learns merges.
   *
   * @param words with their frequencies; each begins as its code points
   * @param merges so many at most
   * @param minimum pairs that are rarer aren't merged
   */
  public static List<Merge> learn(Map<String, Long> words, int merges, int minimum) {
    MergeLearner learner = new MergeLearner();
    words.forEach((word, count) -> learner.addWord(parts(word), count));
    return learner.learn(merges, minimum).stream()
        .map(merge -> new Merge(merge.left().text(), merge.right().text()))
        .toList();
  }

  private static List<Subword> parts(String word) {
    return word.codePoints()
        .mapToObj(character -> new Subword(false, Character.toString(character), false))
        .toList();
  }
}
