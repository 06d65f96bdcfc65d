package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns which subwords to merge: again and again the pair that is most frequent, of several the
 * last in the order of code points, as subword-nmt does. After a merge only the words that had the
 * pair are counted anew. Not thread-safe.
 */
final class MergeLearner {
  private final List<Subword> subwords = new ArrayList<>();
  private final List<int[]> orderKeys = new ArrayList<>();
  private final Map<Subword, Integer> indexes = new HashMap<>();

  private final List<int[]> words = new ArrayList<>();
  private final List<Long> wordCounts = new ArrayList<>();

  private final Map<Long, Pair> pairs = new HashMap<>();
  private final Set<Pair> recounted = new LinkedHashSet<>();
  private final PriorityQueue<Candidate> candidates =
      new PriorityQueue<>(
          Comparator.comparingLong(Candidate::count)
              .thenComparing(candidate -> orderKeys.get(candidate.pair().left), Arrays::compare)
              .thenComparing(candidate -> orderKeys.get(candidate.pair().right), Arrays::compare)
              .reversed());

  /** Two subwords side by side, and the words that have them or once had. */
  private static final class Pair {
    private final int left;
    private final int right;
    private long count;
    private long candidateCount;
    private List<Integer> inWords = new ArrayList<>();

    private Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    private void add(int word, long number) {
      count += number;
      if (number > 0 && (inWords.isEmpty() || inWords.get(inWords.size() - 1) != word)) {
        inWords.add(word);
      }
    }
  }

  /** A pair with its count at some time; it is void when that has changed. */
  private record Candidate(Pair pair, long count) {}

  void addWord(List<Subword> word, long count) {
    words.add(word.stream().mapToInt(this::indexOf).toArray());
    wordCounts.add(count);
    countPairs(words.size() - 1, count);
  }

  private int indexOf(Subword subword) {
    return indexes.computeIfAbsent(
        subword,
        added -> {
          subwords.add(added);
          orderKeys.add(added.orderKey());
          return subwords.size() - 1;
        });
  }

  private void countPairs(int word, long count) {
    int[] parts = words.get(word);
    for (int i = 1; i < parts.length; i++) {
      int left = parts[i - 1];
      int right = parts[i];
      Pair pair = pairs.computeIfAbsent(key(left, right), added -> new Pair(left, right));
      pair.add(word, count);
      recounted.add(pair);
    }
  }

  private static long key(int left, int right) {
    return ((long) left << Integer.SIZE) | right;
  }

  /** So many merges, or fewer when no pair is there {@code minimum} times any more. */
  List<SubwordMerge> learn(int merges, int minimum) {
    Set<SubwordMerge> learned = new LinkedHashSet<>();
    while (learned.size() < merges) {
      nominate(minimum);
      Candidate best = candidates.poll();
      if (best == null) {
        break;
      }
      best.pair().candidateCount = 0;
      if (best.count() == best.pair().count) {
        learned.add(merge(best.pair()));
      }
    }
    return List.copyOf(learned);
  }

  private void nominate(int minimum) {
    for (Pair pair : recounted) {
      if (pair.count >= minimum && pair.count != pair.candidateCount) {
        pair.candidateCount = pair.count;
        candidates.add(new Candidate(pair, pair.count));
      }
    }
    recounted.clear();
  }

  private SubwordMerge merge(Pair pair) {
    SubwordMerge merge = new SubwordMerge(subwords.get(pair.left), subwords.get(pair.right));
    int result = indexOf(merge.result());
    List<Integer> affected = pair.inWords;
    pair.inWords = new ArrayList<>();
    for (int word : affected) {
      int[] merged = replace(words.get(word), pair, result);
      if (merged.length < words.get(word).length) {
        countPairs(word, -wordCounts.get(word));
        words.set(word, merged);
        countPairs(word, wordCounts.get(word));
      }
    }
    return merge;
  }

  private static int[] replace(int[] word, Pair pair, int result) {
    int[] merged = new int[word.length];
    int length = 0;
    for (int i = 0; i < word.length; i++) {
      boolean found = i + 1 < word.length && word[i] == pair.left && word[i + 1] == pair.right;
      merged[length++] = found ? result : word[i];
      i += found ? 1 : 0;
    }
    return Arrays.copyOf(merged, length);
  }
}
