package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;

/** A kind of oneDNN's primitives that computes a linear layer from packed weights. */
interface LinearForm {
  /**
   * @param weights their layout, or null for the one that this shape likes best
   */
  primitive_desc describe(
      PrimitiveParts parts, LinearShape shape, memory.desc weights, primitive_attr attributes);

  /** Whether oneDNN has a kernel for what was described, and not just its reference loop. */
  boolean isFast(primitive_desc description);

  /** The number of the outputs' dimension among those of the weights. */
  int outputDimension();

  primitive compile(primitive_desc description);

  /**
   * Weights in single precision as they are.
   *
   * @param inputStride from one input to the next
   * @param outputStride from one output to the next
   */
  memory.desc plainWeights(int inputs, int outputs, long inputStride, long outputStride);
}
