package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Merges the parts of a word: the merge learned first everywhere that it fits, until none fits
 * (Sennrich et al. 2016). The time grows little faster than the word. Thread-safe once filled.
 */
final class MergeTable {
  private static final int REMOVED = -2;

  private final Map<Long, Merge> merges = new HashMap<>();

  private record Merge(int rank, int result) {}

  /** A later merge of the same two parts changes nothing. */
  void add(int left, int right, int result) {
    merges.putIfAbsent(key(left, right), new Merge(merges.size(), result));
  }

  private static long key(int left, int right) {
    return ((long) left << Integer.SIZE) | (right & 0xFFFFFFFFL);
  }

  /**
   * Merges in place.
   *
   * @param parts ids; negative ones are never merged. Each result lies where its first part was
   * @return how long each part is now, 0 for those that went into one before
   */
  int[] apply(int[] parts) {
    int[] lengths = new int[parts.length];
    int[] previous = new int[parts.length];
    PriorityQueue<Long> queue = new PriorityQueue<>();
    for (int i = 0; i < parts.length; i++) {
      lengths[i] = 1;
      previous[i] = i - 1;
    }
    for (int i = 0; i < parts.length; i++) {
      offer(queue, parts, i, i + 1);
    }
    while (!queue.isEmpty()) {
      long rank = queue.peek() >> Integer.SIZE;
      // All places of one merge come before what they make possible.
      List<Long> possible = new ArrayList<>();
      while (!queue.isEmpty() && queue.peek() >> Integer.SIZE == rank) {
        int at = queue.poll().intValue();
        int next = at + lengths[at];
        Merge merge = find(parts, at, next);
        if (merge == null || merge.rank() != rank) {
          continue;
        }
        parts[at] = merge.result();
        parts[next] = REMOVED;
        lengths[at] += lengths[next];
        lengths[next] = 0;
        int after = at + lengths[at];
        if (after < parts.length) {
          previous[after] = at;
          offer(possible, parts, at, after);
        }
        if (at > 0) {
          offer(possible, parts, previous[at], at);
        }
      }
      queue.addAll(possible);
    }
    return lengths;
  }

  private void offer(Collection<Long> queue, int[] parts, int at, int next) {
    Merge merge = find(parts, at, next);
    if (merge != null) {
      queue.add(((long) merge.rank() << Integer.SIZE) | at);
    }
  }

  private Merge find(int[] parts, int at, int next) {
    return next < parts.length ? merges.get(key(parts[at], parts[next])) : null;
  }
}
