package org.neuralannotators.pretrain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes the sequences of an epoch. Thread-safe. */
@FunctionalInterface
public interface SequenceSource {
  /** The sequences, which may differ each time. */
  List<PieceSequence> draw(Random random);

  /**
   * The documents cut into sequences of one segment, always the same.
   *
   * @param room the most pieces of a sequence, special tokens not counted
   */
  static SequenceSource cut(List<PlainText.Document> documents, int room) {
    List<PieceSequence> sequences = new ArrayList<>();
    for (PlainText.Document document : documents) {
      int[] all = document.lines().stream().flatMapToInt(Arrays::stream).toArray();
      for (int from = 0; from < all.length; from += room) {
        int to = Math.min(from + room, all.length);
        sequences.add(PieceSequence.of(Arrays.copyOfRange(all, from, to)));
      }
    }
    List<PieceSequence> result = List.copyOf(sequences);
    return random -> result;
  }
}
