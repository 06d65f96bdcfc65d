package org.neuralannotators.encode.elmo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.text.CharacterIds;

/**
 * The tokens of sequences, packed; each distinct one is there once.
 *
 * @param packed a sequence for each sentence
 * @param words the characters of the distinct tokens
 * @param wordOfRow for each packed row the number of its token among them
 * @param wordOfBackRow the same for what is read from right to left, in the order in which it is
 *     read; in training other tokens than those from left to right
 */
public record TokenBatch(
    PackedSequence packed, List<int[]> words, int[] wordOfRow, int[] wordOfBackRow) {
  /**
   * @param sequences tokens; where sentences begin and end, {@link CharacterIds#SENTENCE_BEGIN} and
   *     {@link CharacterIds#SENTENCE_END} are among them
   */
  public static TokenBatch of(List<? extends List<String>> sequences, CharacterIds ids) {
    PackedSequence packed = new PackedSequence(sequences.stream().mapToInt(List::size).toArray());
    Map<String, Integer> numbers = new HashMap<>();
    List<int[]> words = new ArrayList<>();
    int[] wordOfRow = new int[packed.rows()];
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        String token = sequences.get(packed.original(i)).get(t);
        Integer number = numbers.putIfAbsent(token, words.size());
        if (number == null) {
          number = words.size();
          words.add(ids.ids(token));
        }
        wordOfRow[packed.row(i, t)] = number;
      }
    }
    int[] wordOfBackRow = Arrays.stream(packed.reversal()).map(row -> wordOfRow[row]).toArray();
    return new TokenBatch(packed, words, wordOfRow, wordOfBackRow);
  }
}
