package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses among spans: the most probable first, each that goes together with those chosen already
 * (Zaratiana et al. 2023, section 2.4).
 *
 * @param nested whether one may lie inside another
 * @param multiLabel whether several may have the same words
 */
record GreedySearch(boolean nested, boolean multiLabel) {
  /** The chosen ones by where they begin; of those that begin together the most probable first. */
  List<ScoredSpan> choose(List<ScoredSpan> spans) {
    List<ScoredSpan> chosen = new ArrayList<>();
    for (ScoredSpan span :
        spans.stream().sorted(Comparator.comparingDouble(each -> -each.score())).toList()) {
      if (chosen.stream().noneMatch(other -> excludes(other, span))) {
        chosen.add(span);
      }
    }
    chosen.sort(Comparator.comparingInt(ScoredSpan::begin));
    return chosen;
  }

  private boolean excludes(ScoredSpan one, ScoredSpan other) {
    if (one.sameWords(other)) {
      return !multiLabel;
    }
    return one.touches(other) && !(nested && (one.contains(other) || other.contains(one)));
  }
}
