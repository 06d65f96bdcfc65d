package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;

/**
 * The layout of a batch with its row numbers in native memory, valid until the workspace is reset.
 *
 * @param packed the layout
 * @param positions for each row the sorted position of its sequence
 * @param reversal for each row the row of the same sequence read backwards
 */
public record SequenceBatch(PackedSequence packed, Indices positions, Indices reversal) {
  /** The batch of a layout. */
  public static SequenceBatch of(PackedSequence packed, Workspace workspace) {
    return new SequenceBatch(
        packed, workspace.indices(packed.positions()), workspace.indices(packed.reversal()));
  }
}
