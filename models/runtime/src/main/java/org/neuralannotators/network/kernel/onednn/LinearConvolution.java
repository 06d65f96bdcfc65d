package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;

/**
 * Convolutions of width 1 over the rows, which are pixels beside each other: their elements are the
 * pixels' channels. Before AVX-512 no other primitive takes packed weights.
 */
final class LinearConvolution implements LinearForm {
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  @Override
  public primitive_desc describe(
      PrimitiveParts parts, LinearShape shape, memory.desc weights, primitive_attr attributes) {
    prop_kind pass = prop_kind.forward_inference;
    algorithm direct = algorithm.convolution_direct;
    memory.desc x = pixels(parts, shape.rows(), shape.inputs(), shape.factors());
    memory.desc y = pixels(parts, shape.rows(), shape.outputs(), data_type.f32);
    memory.desc w =
        weights == null
            ? parts.own(
                new memory.desc(
                    dimensions(shape.inputs(), shape.outputs()),
                    shape.factors(),
                    format_tag.any,
                    false))
            : weights;
    convolution_forward.desc convolution =
        parts.own(
            shape.bias()
                ? new convolution_forward.desc(
                    pass, direct, x, w, parts.vector(shape.outputs()), y, ONE, NONE, NONE)
                : new convolution_forward.desc(pass, direct, x, w, y, ONE, NONE, NONE));
    return parts.own(
        new convolution_forward.primitive_desc(convolution, attributes, OneDnn.engine(), false));
  }

  @Override
  public boolean isFast(primitive_desc description) {
    String name = description.impl_info_str().getString();
    return name.startsWith("jit") || name.startsWith("brg");
  }

  @Override
  public int outputDimension() {
    return 0;
  }

  @Override
  public primitive compile(primitive_desc description) {
    return new convolution_forward((convolution_forward.primitive_desc) description);
  }

  @Override
  public memory.desc plainWeights(int inputs, int outputs, long inputStride, long outputStride) {
    return new memory.desc(
        dimensions(inputs, outputs),
        data_type.f32,
        new long[] {outputStride, inputStride, 1, 1},
        false);
  }

  private static memory.desc pixels(PrimitiveParts parts, int rows, int columns, data_type type) {
    return parts.own(
        new memory.desc(new long[] {1, columns, 1, rows}, type, format_tag.nhwc, false));
  }

  private static long[] dimensions(int inputs, int outputs) {
    return new long[] {outputs, inputs, 1, 1};
  }
}
