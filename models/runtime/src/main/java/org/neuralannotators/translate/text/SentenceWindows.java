package org.neuralannotators.translate.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Cuts a text that is too long for a network into windows of whole sentences that are as even as
 * they can be: none is a rest of a few words. Thread-safe if the count is.
 *
 * @param sentences tells where sentences are
 * @param count how many pieces a text has
 * @param most pieces of a window; a sentence that has more is a window of its own
 */
public record SentenceWindows(SentenceBreaks sentences, ToIntFunction<String> count, int most) {
  /** The windows in order; none of a blank text. */
  public List<String> of(String text) {
    Word all = new Word(0, text.length()).strip(text);
    if (all.begin() == all.end()) {
      return List.of();
    }
    if (count.applyAsInt(all.in(text)) <= most) {
      return List.of(all.in(text));
    }
    return cut(text, sentences.of(text));
  }

  private List<String> cut(String text, List<Word> parts) {
    int[] pieces = parts.stream().mapToInt(part -> count.applyAsInt(part.in(text))).toArray();
    List<String> cut = new ArrayList<>();
    int left = IntStream.of(pieces).sum();
    int first = 0;
    int size = 0;
    for (int i = 0; i < pieces.length; i++) {
      boolean isNearerToEven = 2 * size + pieces[i] > 2 * even(left);
      if (i > first && (isNearerToEven || size + pieces[i] > most)) {
        cut.add(text.substring(parts.get(first).begin(), parts.get(i - 1).end()));
        left -= size;
        first = i;
        size = 0;
      }
      size += pieces[i];
    }
    cut.add(text.substring(parts.get(first).begin(), parts.get(parts.size() - 1).end()));
    return cut;
  }

  /** How many pieces a window has if as few as can be of the same size share them. */
  private int even(int pieces) {
    int windows = Math.max(1, (pieces + most - 1) / most);
    return (pieces + windows - 1) / windows;
  }
}
