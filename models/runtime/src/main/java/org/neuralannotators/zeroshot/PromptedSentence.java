package org.neuralannotators.zeroshot;

import java.util.List;

/**
 * A sentence with the labels that are looked for, as pieces.
 *
 * @param query what is looked for
 * @param windows overlap; several only where the sentence is too long for one, none where nothing
 *     is to be read
 * @param best for each word that is read the window in which it has most context
 * @param places for each word that is read its place in the sentence
 * @param length tokens of the sentence
 */
public record PromptedSentence(
    EntityQuery query, List<PromptedWindow> windows, int[] best, int[] places, int length) {
  /** How many rows it takes in a batch. */
  public int rows() {
    return windows.stream().mapToInt(window -> window.sequence().length()).sum();
  }
}
