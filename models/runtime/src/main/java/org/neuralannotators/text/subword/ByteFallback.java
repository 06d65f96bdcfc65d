package org.neuralannotators.text.subword;

import java.nio.charset.StandardCharsets;

/**
 * Pieces such as {@code <0xE2>} for the bytes of characters that have none of their own
 * (SentencePiece's {@code byte_fallback}).
 */
final class ByteFallback {
  /** Where the vocabulary lacks one of the bytes, none of them serves. */
  static final ByteFallback NONE = new ByteFallback(null);

  private final int[] ids;

  private ByteFallback(int[] ids) {
    this.ids = ids;
  }

  /** The byte pieces of a vocabulary. */
  static ByteFallback of(PieceTable vocabulary) {
    int[] ids = new int[256];
    for (int b = 0; b < ids.length; b++) {
      ids[b] = vocabulary.id("<0x%02X>".formatted(b));
    }
    return new ByteFallback(ids);
  }

  /** Adds a character's bytes; false, and none, when one of them has no piece. */
  boolean add(String character, int begin, int end, SubwordAlgorithm.Pieces pieces) {
    if (ids == null) {
      return false;
    }
    byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      if (ids[b & 0xFF] == PieceTable.NONE) {
        return false;
      }
    }
    for (byte b : bytes) {
      pieces.add(ids[b & 0xFF], begin, end);
    }
    return true;
  }
}
