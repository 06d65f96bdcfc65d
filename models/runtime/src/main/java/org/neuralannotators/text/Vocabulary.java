package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Distinct strings in order, each with its index; index 0 stands for every string that isn't in the
 * vocabulary. Immutable and so thread-safe.
 */
public final class Vocabulary {
  /** Index of every string that isn't in the vocabulary. */
  public static final int UNKNOWN = 0;

  /** What {@link #get} gives for index {@link #UNKNOWN}. */
  public static final String UNKNOWN_WORD = "<unk>";

  private final List<String> words;
  private final Map<String, Integer> indexes;

  private Vocabulary(List<String> words) {
    this.words = words;
    this.indexes = new HashMap<>(2 * words.size());
    for (String word : words) {
      if (indexes.put(word, indexes.size()) != null) {
        throw new IllegalArgumentException(
            "[" + word + "] is in the vocabulary twice; expected distinct words");
      }
    }
  }

  /**
   * The words in this order, from index 1.
   *
   * @throws IllegalArgumentException when a word is given twice or is {@link #UNKNOWN_WORD}
   */
  public static Vocabulary of(Collection<String> words) {
    List<String> all = new ArrayList<>(words.size() + 1);
    all.add(UNKNOWN_WORD);
    all.addAll(words);
    return new Vocabulary(List.copyOf(all));
  }

  /** The words counted at least {@code minimum} times, frequent ones first, then alphabetical. */
  public static Vocabulary fromCounts(Map<String, Integer> counts, int minimum) {
    return of(
        counts.entrySet().stream()
            .filter(count -> count.getValue() >= minimum && !count.getKey().equals(UNKNOWN_WORD))
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList());
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException when a line isn't escaped properly or is there twice
   */
  public static Vocabulary fromLines(List<String> lines) {
    return of(lines.stream().map(LineEscapes::unescape).toList());
  }

  /**
   * A word a line, without the unknown word, so that line n (from 1) is index n. Line ends,
   * backslashes and what UTF-8 can't hold are escaped with a backslash.
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (String word : words.subList(1, words.size())) {
      text.append(LineEscapes.escape(word)).append('\n');
    }
    return text.toString();
  }

  /** Words, the unknown word included. */
  public int size() {
    return words.size();
  }

  public String get(int index) {
    return words.get(index);
  }

  /** The index of the word, {@link #UNKNOWN} when it isn't in the vocabulary. */
  public int indexOf(String word) {
    return indexes.getOrDefault(word, UNKNOWN);
  }

  public boolean contains(String word) {
    return indexOf(word) != UNKNOWN;
  }
}
