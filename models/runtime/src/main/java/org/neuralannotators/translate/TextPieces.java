package org.neuralannotators.translate;

import java.util.List;
import java.util.OptionalInt;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.Word;

/**
 * Between texts and the pieces that a network reads and writes. Implementations are thread-safe.
 */
public sealed interface TextPieces permits LearntPieces, TokenizerPieces {
  /** What the texts are. */
  TextPairRules rules();

  /** All that the network reads of a source. */
  int[] source(String text);

  /**
   * For each piece of a source the number of its word among {@link Word#of}; -1 where it is of
   * none.
   */
  int[] sourceWords(String text);

  /** How many pieces a word of a source has. */
  int count(String word);

  /** Whether a source is mostly of what the network hasn't learnt. */
  boolean isMostlyUnknown(List<SourcePart> parts);

  /** The pieces of a target, without what begins and ends it. */
  int[] target(String text);

  /** The text of a target's pieces. */
  String decode(int... target);

  /**
   * For each piece of a target the number of spaces before it in the decoded text; -1 where it has
   * no text.
   */
  int[] targetWords(int... target);

  /**
   * The most pieces of a source.
   *
   * @param maximumLength the longest sequence that the network reads
   */
  int mostOfSource(int maximumLength);

  /** The piece that the decoder reads first in the place of its usual one. */
  default OptionalInt begin() {
    return OptionalInt.empty();
  }

  /** The piece of the target's language, where each target has it first. */
  default OptionalInt first() {
    return OptionalInt.empty();
  }

  /**
   * Looks whether a network has these pieces.
   *
   * @throws IllegalArgumentException when it doesn't
   */
  void requireWithin(int sourceVocabulary, int targetVocabulary);

  /** Adds the files of a bundle. */
  BundleWriter write(BundleWriter bundle);
}
