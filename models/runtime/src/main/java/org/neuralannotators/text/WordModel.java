package org.neuralannotators.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts a text into words, of which it knows those that were frequent in the training data. All
 * others are one piece, {@link #UNKNOWN}, or {@link #JOINED_UNKNOWN} where no space is before them;
 * it is {@code <unk>} in a decoded text unless somebody knows better. Thread-safe.
 */
public final class WordModel implements PieceModel {
  /** Id of all words that aren't known. */
  public static final int UNKNOWN = 2;

  /** Id of those that follow what is before them without a space. */
  public static final int JOINED_UNKNOWN = 3;

  /** What stands for a word that isn't known. */
  public static final String UNKNOWN_WORD = "<unk>";

  private static final int WORDS = 4;

  private final WordSplitting splitting;
  private final List<Subword> words;
  private final Map<Subword, Integer> ids = new HashMap<>();

  private WordModel(WordSplitting splitting, List<Subword> words) {
    this.splitting = splitting;
    this.words = words;
    for (Subword word : words) {
      if (ids.put(word, WORDS + ids.size()) != null) {
        throw new IllegalArgumentException(
            "[" + word.toLine() + "] is among the words twice; expected distinct words");
      }
    }
  }

  /**
   * Learns words, the most frequent first, then alphabetical.
   *
   * @param most so many at most
   * @param minimum words that are rarer aren't learned, such as 2
   */
  public static WordModel learn(
      Iterable<String> lines, int most, int minimum, WordSplitting splitting) {
    if (most < 1 || minimum < 1) {
      throw new IllegalArgumentException(
          "[%d] words that are there [%d] times; expected at least 1 of each"
              .formatted(most, minimum));
    }
    Map<Subword, Integer> counts = new HashMap<>();
    for (String line : lines) {
      split(line, splitting).forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    return new WordModel(
        splitting,
        counts.entrySet().stream()
            .filter(count -> count.getValue() >= minimum)
            .sorted(
                Map.Entry.<Subword, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(count -> count.getKey().toLine()))
            .limit(most)
            .map(Map.Entry::getKey)
            .toList());
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException naming the line that can't be
   */
  public static WordModel fromLines(List<String> lines) {
    return new WordModel(
        WordSplitting.fromLine(lines.isEmpty() ? "" : lines.get(0)),
        lines.stream().skip(1).map(Subword::fromLine).toList());
  }

  /** How texts are split, and the words, each on a line. */
  @Override
  public String toText() {
    return Stream.concat(Stream.of(splitting.toLine()), words.stream().map(Subword::toLine))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<Subword> split(String text, WordSplitting splitting) {
    List<Subword> found = new ArrayList<>();
    for (String chunk : text.split(" ", -1)) {
      splitting.split(chunk, (word, joined) -> found.add(new Subword(joined, word, true)));
    }
    return found;
  }

  @Override
  public int size() {
    return WORDS + words.size();
  }

  @Override
  public WordSplitting splitting() {
    return splitting;
  }

  @Override
  public int[] encode(String text) {
    return split(text, splitting).stream()
        .mapToInt(word -> ids.getOrDefault(word, word.joined() ? JOINED_UNKNOWN : UNKNOWN))
        .toArray();
  }

  /** The text of each piece that {@link #encode} gives. */
  public List<String> texts(String text) {
    return split(text, splitting).stream().map(Subword::text).toList();
  }

  @Override
  public String decode(int... sequence) {
    return decode(sequence, place -> UNKNOWN_WORD);
  }

  /**
   * The text of these ids.
   *
   * @param unknown gives an unknown word, by its place in the sequence
   */
  public String decode(int[] sequence, IntFunction<String> unknown) {
    SubwordDecoder decoder = new SubwordDecoder();
    for (int i = 0; i < sequence.length; i++) {
      add(sequence[i], isRare(sequence[i]) ? unknown.apply(i) : "", decoder);
    }
    return decoder.text();
  }

  @Override
  public int[] words(int... sequence) {
    SubwordDecoder decoder = new SubwordDecoder();
    return IntStream.of(sequence)
        .map(
            id -> {
              add(id, UNKNOWN_WORD, decoder);
              return decoder.spaces();
            })
        .toArray();
  }

  private void add(int id, String unknown, SubwordDecoder decoder) {
    if (isRare(id)) {
      decoder.add(new Subword(id == JOINED_UNKNOWN, unknown, true));
    } else if (id != BEGIN && id != END) {
      decoder.add(word(id));
    }
  }

  private Subword word(int id) {
    if (id < WORDS || id >= size()) {
      throw new IllegalArgumentException(
          "[" + id + "] isn't the id of a word; expected one below [" + size() + "]");
    }
    return words.get(id - WORDS);
  }

  @Override
  public boolean isRare(int id) {
    return id == UNKNOWN || id == JOINED_UNKNOWN;
  }
}
