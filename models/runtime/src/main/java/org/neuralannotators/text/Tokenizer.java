package org.neuralannotators.text;

import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts texts into the numbered pieces that a network reads, without special tokens, and puts pieces
 * together again. Implementations are immutable and so thread-safe.
 */
public interface Tokenizer {
  /** The pieces of a text; offsets are those of the text. */
  Encoding encode(String text);

  /**
   * The pieces of a sentence that is split already, each token for itself, so that pieces belong to
   * tokens by index; offsets are those of each token. A token may have no pieces.
   */
  Encoding encode(List<String> tokens);

  /**
   * The text of pieces; special tokens have none.
   *
   * @throws IllegalArgumentException for a number that isn't an id
   */
  String decode(int... ids);

  /** What stands around a sequence, or between two. */
  SpecialTokens special();

  /** How many ids there are; they begin with 0. */
  int size();

  /** A piece as the vocabulary has it, special tokens too; null for what is no id. */
  String piece(int id);

  /** The id of a piece of the vocabulary, or of a special token. */
  OptionalInt id(String piece);

  /** What stands for what can't be cut; nothing where each text can. */
  OptionalInt unknown();
}
