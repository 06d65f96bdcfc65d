package org.neuralannotators.importing.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merges of a vocabulary of SentencePiece, which are ordered by the scores of their results.
 */
final class ScoredMerges {
  private ScoredMerges() {}

  /** Two pieces that become one. */
  record Merge(String left, String right, double score) {
    private int leftLength() {
      return left.codePointCount(0, left.length());
    }

    private int rightLength() {
      return right.codePointCount(0, right.length());
    }
  }

  private static final Comparator<Merge> ORDER =
      Comparator.comparingDouble(Merge::score)
          .thenComparingInt(Merge::leftLength)
          .thenComparingInt(Merge::rightLength)
          .reversed();

  /**
   * The merges, the earliest first.
   *
   * @param scores of what they give, in the order of the vocabulary
   * @param parts what they are made of; a part's place is its id
   */
  static List<Merge> of(Map<String, Double> scores, List<String> parts) {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < parts.size(); id++) {
      ids.put(parts.get(id), id);
    }
    Comparator<Merge> byIds =
        Comparator.<Merge>comparingInt(merge -> ids.get(merge.left()))
            .thenComparingInt(merge -> ids.get(merge.right()));
    List<Merge> merges = new ArrayList<>();
    scores.forEach((piece, score) -> merges.addAll(of(piece, score, ids, byIds)));
    merges.sort(ORDER);
    return merges;
  }

  private static List<Merge> of(
      String piece, double score, Map<String, Integer> ids, Comparator<Merge> order) {
    List<Merge> merges = new ArrayList<>();
    for (int i = 1; i < piece.length(); i++) {
      String left = piece.substring(0, i);
      String right = piece.substring(i);
      if (ids.containsKey(left) && ids.containsKey(right)) {
        merges.add(new Merge(left, right, score));
      }
    }
    merges.sort(order);
    return merges;
  }
}
