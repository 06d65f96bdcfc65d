package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;

/** Products of matrices; from AVX-512 on, their packed weights have one layout for all rows. */
final class LinearMatmul implements LinearForm {
  @Override
  public primitive_desc describe(
      PrimitiveParts parts, LinearShape shape, memory.desc weights, primitive_attr attributes) {
    memory.desc x = matrix(parts, shape.rows(), shape.inputs(), shape.factors(), format_tag.ab);
    memory.desc y = matrix(parts, shape.rows(), shape.outputs(), data_type.f32, format_tag.ab);
    memory.desc w =
        weights == null
            ? matrix(parts, shape.inputs(), shape.outputs(), shape.factors(), format_tag.any)
            : weights;
    matmul.desc product =
        parts.own(
            shape.bias()
                ? new matmul.desc(
                    x, w, matrix(parts, 1, shape.outputs(), data_type.f32, format_tag.ab), y)
                : new matmul.desc(x, w, y));
    return parts.own(new matmul.primitive_desc(product, attributes, OneDnn.engine(), false));
  }

  /** Of matmul's kernels only oneDNN's BRGEMM packs weights; its gemm takes them as they are. */
  @Override
  public boolean isFast(primitive_desc description) {
    return description.impl_info_str().getString().startsWith("brg");
  }

  @Override
  public int outputDimension() {
    return 1;
  }

  @Override
  public primitive compile(primitive_desc description) {
    return new matmul((matmul.primitive_desc) description);
  }

  @Override
  public memory.desc plainWeights(int inputs, int outputs, long inputStride, long outputStride) {
    return new memory.desc(
        new long[] {inputs, outputs}, data_type.f32, new long[] {inputStride, outputStride}, false);
  }

  private static memory.desc matrix(
      PrimitiveParts parts, int rows, int columns, data_type type, format_tag layout) {
    return parts.own(new memory.desc(new long[] {rows, columns}, type, layout, false));
  }
}
