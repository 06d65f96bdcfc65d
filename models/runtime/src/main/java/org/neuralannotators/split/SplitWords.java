package org.neuralannotators.split;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Words that may be two tokens although only letters meet, such as {@code cannot}. Immutable and so
 * thread-safe.
 */
final class SplitWords {
  /** Longer words are never among them. */
  private static final int LONGEST = 16;

  private final Map<String, Integer> lengths;

  /**
   * The words.
   *
   * @param lengths of the first token of each word, which is in lower case
   */
  SplitWords(Map<String, Integer> lengths) {
    this.lengths = Map.copyOf(lengths);
  }

  /** Reads the lines of {@link #bytes}. */
  static SplitWords of(List<String> lines) {
    return new SplitWords(
        lines.stream()
            .collect(Collectors.toMap(line -> line.replace(" ", ""), line -> line.indexOf(' '))));
  }

  /** The words, one a line, each with a blank where it may be split, in order. */
  byte[] bytes() {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(lengths)
        .forEach(
            (word, length) ->
                lines
                    .append(word, 0, length)
                    .append(' ')
                    .append(word, length, word.length())
                    .append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Where the word in this range of a text may be split, or 0. */
  int place(String text, int begin, int end) {
    if (end - begin > LONGEST || end - begin < 2) {
      return 0;
    }
    Integer length = lengths.get(text.substring(begin, end).toLowerCase(Locale.ROOT));
    return length == null ? 0 : begin + length;
  }
}
