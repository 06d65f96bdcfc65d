package org.neuralannotators.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.OneDnn.Address;

/**
 * Linear layers whose weights don't change, as convolutions of width 1 over the rows: of oneDNN's
 * primitives the one that takes packed weights on every CPU (its sgemm packs them in each call,
 * which takes a third of the time where rows are few), and adds bias and GELU on the way.
 */
final class OneDnnLinear implements AutoCloseable {
  /** Up to this many rows are one product. */
  private static final int FEW_ROWS = 32;

  /** More rows are cut into powers of two between these, so that few primitives serve all. */
  private static final int SMALLEST_PART = 16;

  private static final int LARGEST_PART = 512;

  private record Shape(int rows, int inputs, int outputs, Gelu gelu) {}

  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(OneDnnLinear::build);

  /** Weights in the layout of the convolutions, or as they are where those aren't compiled. */
  static PackedWeights pack(Matrix weights) {
    Workspace memory = new Workspace(DataType.FLOAT);
    PrimitiveParts parts = new PrimitiveParts();
    Shape shape = new Shape(FEW_ROWS, weights.rows(), weights.columns(), null);
    convolution_forward.primitive_desc convolution = describe(parts, shape);
    try {
      if (!convolution.impl_info_str().getString().startsWith("jit")) {
        return PackedWeights.unpacked(weights);
      }
      memory.desc layout = parts.own(convolution.weights_desc());
      long[] plain = {1, weights.stride(), 1, 1};
      memory.desc given =
          parts.own(new memory.desc(dimensions(shape), data_type.f32, plain, false));
      Matrix packed = memory.matrix(1, Math.toIntExact(layout.get_size() / Float.BYTES));
      memory from =
          parts.own(new memory(given, OneDnn.engine(), new Address().at(weights.address())));
      memory to =
          parts.own(new memory(layout, OneDnn.engine(), new Address().at(packed.address())));
      parts.own(new reorder(from, to)).execute(OneDnn.stream(), from, to);
      OneDnn.stream()._wait();
      return PackedWeights.copy(weights, memory, packed);
    } finally {
      parts.close();
    }
  }

  /**
   * {@code y = gelu(x w + bias)}, matrices without gaps.
   *
   * @param gelu null for none
   */
  void forward(Matrix x, PackedWeights weights, Matrix bias, Gelu gelu, Matrix y) {
    int rows = x.rows();
    for (int from = 0; from < rows; ) {
      int left = rows - from;
      int part = left <= FEW_ROWS && from == 0 ? left : part(left);
      // The last part may begin in the one before, whose rows just are computed again.
      int begin = Math.min(from, rows - part);
      OneDnnPrimitive primitive =
          primitives
              .get(new Shape(part, x.columns(), y.columns(), gelu))
              .bind(DNNL_ARG_SRC, x.rows(begin, begin + part))
              .bind(DNNL_ARG_WEIGHTS, weights.packed())
              .bind(DNNL_ARG_BIAS, bias)
              .bind(DNNL_ARG_DST, y.rows(begin, begin + part));
      primitives.execute(primitive);
      from = begin + part;
    }
  }

  private static int part(int rows) {
    return Math.min(LARGEST_PART, Math.max(SMALLEST_PART, Integer.highestOneBit(rows)));
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    if (shape.gelu() != null) {
      post_ops behind = parts.own(new post_ops());
      behind.append_eltwise(1, OneDnnElementwise.algorithm(shape.gelu()), 0, 0);
      parts.attributes().set_post_ops(behind);
    }
    convolution_forward.primitive_desc description = describe(parts, shape);
    return parts
        .argument(DNNL_ARG_SRC, parts.own(description.src_desc()))
        .argument(DNNL_ARG_WEIGHTS, parts.own(description.weights_desc()))
        .argument(DNNL_ARG_BIAS, parts.vector(shape.outputs()))
        .argument(DNNL_ARG_DST, parts.own(description.dst_desc()))
        .build(new convolution_forward(description), description);
  }

  /** The rows are pixels beside each other, their elements the pixels' channels. */
  private static convolution_forward.primitive_desc describe(PrimitiveParts parts, Shape shape) {
    long[] one = {1, 1};
    long[] none = {0, 0};
    convolution_forward.desc convolution =
        parts.own(
            new convolution_forward.desc(
                prop_kind.forward_inference,
                algorithm.convolution_direct,
                pixels(parts, shape.rows(), shape.inputs()),
                parts.own(new memory.desc(dimensions(shape), data_type.f32, format_tag.any, false)),
                parts.vector(shape.outputs()),
                pixels(parts, shape.rows(), shape.outputs()),
                one,
                none,
                none));
    return parts.own(
        new convolution_forward.primitive_desc(
            convolution, parts.attributes(), OneDnn.engine(), false));
  }

  private static memory.desc pixels(PrimitiveParts parts, int rows, int columns) {
    long[] shape = {1, columns, 1, rows};
    return parts.own(new memory.desc(shape, data_type.f32, format_tag.nhwc, false));
  }

  private static long[] dimensions(Shape shape) {
    return new long[] {shape.outputs(), shape.inputs(), 1, 1};
  }

  @Override
  public void close() {
    primitives.close();
  }
}
