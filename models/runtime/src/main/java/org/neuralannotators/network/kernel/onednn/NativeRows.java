package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.javacpp.Pointer;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.onednn.OneDnn.Address;

/** Copies rows of single-precision matrices in the CPU's memory. Not thread-safe. */
final class NativeRows {
  private final Address source = new Address();
  private final Address target = new Address();

  void copy(Matrix from, Matrix to) {
    for (int i = 0; i < from.rows(); i++) {
      copy(from, i, to, i);
    }
  }

  void copy(Matrix from, long fromRow, Matrix to, long toRow) {
    Pointer.memcpy(
        target.at(to.address() + toRow * to.stride() * Float.BYTES),
        source.at(from.address() + fromRow * from.stride() * Float.BYTES),
        (long) to.columns() * Float.BYTES);
  }
}
