package org.neuralannotators.encode.elmo;

import java.util.List;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * The characters of words, packed.
 *
 * @param packed a sequence for each word
 * @param ids for each packed row the number of the character
 */
record CharacterBatch(PackedSequence packed, int[] ids) {
  /**
   * @param words the character numbers of each word
   */
  static CharacterBatch of(List<int[]> words) {
    PackedSequence packed =
        new PackedSequence(words.stream().mapToInt(word -> word.length).toArray());
    int[] ids = new int[packed.rows()];
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        ids[packed.row(i, t)] = words.get(packed.original(i))[t];
      }
    }
    return new CharacterBatch(packed, ids);
  }
}
