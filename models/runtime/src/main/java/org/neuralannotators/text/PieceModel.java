package org.neuralannotators.text;

/**
 * Cuts a text into numbered pieces, and puts it together again. Ids begin with those of {@link
 * #BEGIN} and {@link #END}. Implementations are thread-safe.
 */
public interface PieceModel {
  /** Id that stands before a sequence; {@link #encode} doesn't give it. */
  int BEGIN = 0;

  /** Id that stands after a sequence; {@link #encode} doesn't give it. */
  int END = 1;

  /** How many ids there are; they begin with 0. */
  int size();

  /** The ids of a text; none for the empty text. */
  int[] encode(String text);

  /**
   * The text of these ids, whether {@link #encode} gave them or not; {@link #BEGIN} and {@link
   * #END} have none.
   *
   * @throws IllegalArgumentException for a number that isn't an id
   */
  String decode(int... sequence);

  /**
   * For each id the number of spaces before it in the decoded text: the place of its word among
   * {@code decode(sequence).split(" ", -1)}.
   *
   * @throws IllegalArgumentException for a number that isn't an id
   */
  int[] words(int... sequence);

  /** Whether the id stands for what was rare in the training data or not in it at all. */
  boolean isRare(int id);

  /** Where texts are cut into words. */
  WordSplitting splitting();

  /** All that was learnt, in lines. */
  String toText();
}
