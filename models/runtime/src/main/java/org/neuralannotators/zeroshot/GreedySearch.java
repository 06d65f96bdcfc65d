package org.neuralannotators.zeroshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    List<ScoredSpan> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparingDouble(span -> -span.score()));
    Chosen chosen = new Chosen(spans.stream().mapToInt(ScoredSpan::end).max().orElse(0));
    ordered.removeIf(span -> !chosen.add(span));
    ordered.sort(Comparator.comparingInt(ScoredSpan::begin));
    return ordered;
  }

  /** The spans that were chosen, by their words. */
  private final class Chosen {
    private record Words(int begin, int end) {}

    private final Set<Words> taken = new HashSet<>();
    private final BitSet covered = new BitSet();

    /** For each word the farthest end of those that begin with it; 0 for none. */
    private final int[] ends;

    /** For each word the first begin of those that end before it. */
    private final int[] begins;

    Chosen(int length) {
      ends = new int[length + 1];
      begins = new int[length + 1];
      Arrays.fill(begins, Integer.MAX_VALUE);
    }

    /** Takes a span if it goes together with the others. */
    boolean add(ScoredSpan span) {
      Words words = new Words(span.begin(), span.end());
      if (taken.contains(words)) {
        return multiLabel;
      }
      if (nested ? crosses(words) : touches(words)) {
        return false;
      }
      taken.add(words);
      covered.set(words.begin, words.end);
      ends[words.begin] = Math.max(ends[words.begin], words.end);
      begins[words.end] = Math.min(begins[words.end], words.begin);
      return true;
    }

    private boolean touches(Words words) {
      int next = covered.nextSetBit(words.begin);
      return next >= 0 && next < words.end;
    }

    /** Whether another has some of the words and others, without having all. */
    private boolean crosses(Words words) {
      for (int at = words.begin + 1; at < words.end; at++) {
        if (ends[at] > words.end || begins[at] < words.begin) {
          return true;
        }
      }
      return false;
    }
  }
}
