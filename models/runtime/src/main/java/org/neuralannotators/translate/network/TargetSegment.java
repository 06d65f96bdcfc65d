package org.neuralannotators.translate.network;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * The part of some targets that a recurrent decoder reads at once: all of them, or a step.
 *
 * @param packed the decoder's rows
 * @param attended which row of the attention attends to which piece of the source
 * @param places for each row of the attention the decoder's; null where they are the same
 */
record TargetSegment(PackedSequence packed, AttentionRows attended, Indices places) {
  /**
   * Whole targets.
   *
   * @param packed the targets, the longest first
   */
  static TargetSegment whole(Pass pass, PackedSequence packed, RaggedRows sources) {
    int[] lengths = IntStream.range(0, packed.sequences()).map(packed::length).toArray();
    RaggedRows targets = new RaggedRows(lengths);
    int[] places = new int[packed.rows()];
    for (int i = 0; i < lengths.length; i++) {
      for (int t = 0; t < lengths[i]; t++) {
        places[targets.offset(i) + t] = packed.row(i, t);
      }
    }
    return new TargetSegment(
        packed, AttentionRows.across(targets, sources), pass.workspace().indices(places));
  }

  /** One step of the targets of the first sources, a target for each. */
  static TargetSegment step(int targets, RaggedRows sources) {
    return step(
        targets,
        AttentionRows.to(
            new RaggedRows(ones(targets)),
            IntStream.range(0, targets).map(sources::offset).toArray(),
            IntStream.range(0, targets).map(sources::length).toArray()));
  }

  /** One step of some targets. */
  static TargetSegment step(int targets, AttentionRows attended) {
    return new TargetSegment(new PackedSequence(ones(targets)), attended, null);
  }

  private static int[] ones(int number) {
    int[] ones = new int[number];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The decoder's rows as the attention's. */
  Matrix toAttention(Pass pass, Matrix rows) {
    if (places == null) {
      return rows;
    }
    Matrix result = pass.workspace().matrix(rows.rows(), rows.columns());
    pass.kernels().gather(rows, places, result);
    return result;
  }

  /** The attention's rows as the decoder's. */
  Matrix fromAttention(Pass pass, Matrix rows) {
    if (places == null) {
      return rows;
    }
    Matrix result = pass.workspace().matrix(rows.rows(), rows.columns());
    pass.kernels().scatter(rows, places, result);
    return result;
  }
}
