package org.neuralannotators.network.kernel.onednn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_blocking_desc_t;
import org.bytedeco.dnnl.memory;

/**
 * How a layout of packed weights goes through the outputs.
 *
 * @param size how many outputs lie together, one such block behind the other; 0 where they don't
 * @param inner the dimensions and sizes of the blocks in the layout
 * @param length numbers of a block
 */
record OutputBlocks(int size, List<Long> inner, long length) {
  /**
   * @param outputs the dimension of the outputs
   */
  static OutputBlocks of(memory.desc layout, int outputs) {
    dnnl_blocking_desc_t blocks = layout.data().format_desc_blocking();
    int size = 1;
    List<Long> inner = new ArrayList<>();
    for (int i = 0; i < blocks.inner_nblks(); i++) {
      long dimension = blocks.inner_idxs().get(i);
      long length = blocks.inner_blks().get(i);
      inner.addAll(List.of(dimension, length));
      size *= dimension == outputs ? (int) length : 1;
    }
    long length = blocks.strides().get(outputs);
    boolean outermost = true;
    for (int i = 0; i < layout.data().ndims(); i++) {
      outermost &= blocks.strides().get(i) <= length;
    }
    return new OutputBlocks(outermost && size > 1 ? size : 0, inner, length);
  }
}
