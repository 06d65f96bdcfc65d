package org.neuralannotators.importing.huggingface;

/**
 * What a tokenizer of the reference makes of a text, a pair or words, with special tokens.
 *
 * @param ids of all pieces
 * @param segments a digit for each piece; null if all are 0
 * @param words of words: which one each piece is of, -1 for special tokens; else null
 * @param text of masked texts, with the mask as the tokenizer spells it; else null
 * @param at of masked texts: where the mask is
 * @param slow the ids by transformers' slow class where it differs; else null
 */
public record ReferenceInput(
    int[] ids, String segments, int[] words, String text, int at, int[] slow) {
  /** The segment of each piece. */
  public int[] segmentIds() {
    return segments == null
        ? new int[ids.length]
        : segments.chars().map(digit -> digit - '0').toArray();
  }

  /** How many pieces there are. */
  public int size() {
    return ids.length;
  }
}
