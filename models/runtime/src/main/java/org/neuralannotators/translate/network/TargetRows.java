package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.text.PieceModel;

/**
 * What a recurrent decoder reads of whole targets, and what comes next.
 *
 * @param packed the decoder's rows
 * @param read the piece of each row
 * @param labels the piece behind each row
 */
@SuppressWarnings("ArrayRecordComponent")
record TargetRows(PackedSequence packed, int[] read, int[] labels) {
  /**
   * @param targets without marks, the longest first
   */
  static TargetRows of(List<int[]> targets) {
    PackedSequence packed =
        new PackedSequence(targets.stream().mapToInt(target -> target.length + 1).toArray());
    int[] read = new int[packed.rows()];
    int[] labels = new int[packed.rows()];
    for (int i = 0; i < targets.size(); i++) {
      int[] target = targets.get(i);
      for (int t = 0; t <= target.length; t++) {
        int row = packed.row(i, t);
        read[row] = t == 0 ? PieceModel.BEGIN : target[t - 1];
        labels[row] = t == target.length ? PieceModel.END : target[t];
      }
    }
    return new TargetRows(packed, read, labels);
  }
}
