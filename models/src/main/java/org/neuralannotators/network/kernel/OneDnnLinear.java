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

  /** More rows are cut into powers of two up to this, so that few primitives serve all. */
  private static final int LARGEST_PART = 512;

  /**
   * @param gelu null for none
   * @param sum whether the product is added to what is there
   */
  private record Shape(int rows, int inputs, int outputs, boolean bias, Gelu gelu, boolean sum) {}

  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(OneDnnLinear::build);

  /** Weights in the layout of the convolutions, or as they are where those aren't compiled. */
  static PackedWeights pack(Matrix weights, boolean transposed) {
    Workspace memory = new Workspace(DataType.FLOAT);
    PrimitiveParts parts = new PrimitiveParts();
    int inputs = transposed ? weights.columns() : weights.rows();
    int outputs = transposed ? weights.rows() : weights.columns();
    Shape shape = new Shape(FEW_ROWS, inputs, outputs, true, null, false);
    convolution_forward.primitive_desc convolution = describe(parts, shape);
    try {
      if (!convolution.impl_info_str().getString().startsWith("jit")) {
        return PackedWeights.unpacked(weights, transposed);
      }
      memory.desc layout = parts.own(convolution.weights_desc());
      long stride = weights.stride();
      long[] plain = transposed ? new long[] {stride, 1, 1, 1} : new long[] {1, stride, 1, 1};
      memory.desc given =
          parts.own(new memory.desc(dimensions(shape), data_type.f32, plain, false));
      Matrix packed = memory.matrix(1, Math.toIntExact(layout.get_size() / Float.BYTES));
      memory from =
          parts.own(new memory(given, OneDnn.engine(), new Address().at(weights.address())));
      memory to =
          parts.own(new memory(layout, OneDnn.engine(), new Address().at(packed.address())));
      parts.own(new reorder(from, to)).execute(OneDnn.stream(), from, to);
      OneDnn.stream()._wait();
      return PackedWeights.copy(weights, transposed, memory, packed);
    } finally {
      parts.close();
    }
  }

  /**
   * {@code y = gelu(x w + bias)}, matrices without gaps.
   *
   * @param bias null for none
   * @param gelu null for none
   */
  void forward(Matrix x, PackedWeights weights, Matrix bias, Gelu gelu, Matrix y) {
    multiply(x, weights, bias, gelu, false, y);
  }

  /** {@code y += x w}, matrices without gaps. */
  void add(Matrix x, PackedWeights weights, Matrix y) {
    multiply(x, weights, null, null, true, y);
  }

  private void multiply(
      Matrix x, PackedWeights weights, Matrix bias, Gelu gelu, boolean sum, Matrix y) {
    for (int from = 0; from < x.rows(); ) {
      int left = x.rows() - from;
      int rows = left <= FEW_ROWS ? left : Math.min(LARGEST_PART, Integer.highestOneBit(left));
      OneDnnPrimitive primitive =
          primitives
              .get(new Shape(rows, x.columns(), y.columns(), bias != null, gelu, sum))
              .bind(DNNL_ARG_SRC, x.rows(from, from + rows))
              .bind(DNNL_ARG_WEIGHTS, weights.packed())
              .bind(DNNL_ARG_DST, y.rows(from, from + rows));
      primitives.execute(bias == null ? primitive : primitive.bind(DNNL_ARG_BIAS, bias));
      from += rows;
    }
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    post_ops behind = parts.own(new post_ops());
    if (shape.gelu() != null) {
      behind.append_eltwise(1, OneDnnElementwise.algorithm(shape.gelu()), 0, 0);
    }
    if (shape.sum()) {
      behind.append_sum();
    }
    if (shape.bias()) {
      parts.argument(DNNL_ARG_BIAS, parts.vector(shape.outputs()));
    }
    parts.attributes().set_post_ops(behind);
    convolution_forward.primitive_desc description = describe(parts, shape);
    return parts
        .argument(DNNL_ARG_SRC, parts.own(description.src_desc()))
        .argument(DNNL_ARG_WEIGHTS, parts.own(description.weights_desc()))
        .argument(DNNL_ARG_DST, parts.own(description.dst_desc()))
        .build(new convolution_forward(description), description);
  }

  /** The rows are pixels beside each other, their elements the pixels' channels. */
  private static convolution_forward.primitive_desc describe(PrimitiveParts parts, Shape shape) {
    long[] one = {1, 1};
    long[] none = {0, 0};
    memory.desc x = pixels(parts, shape.rows(), shape.inputs());
    memory.desc w =
        parts.own(new memory.desc(dimensions(shape), data_type.f32, format_tag.any, false));
    memory.desc y = pixels(parts, shape.rows(), shape.outputs());
    prop_kind pass = prop_kind.forward_inference;
    algorithm direct = algorithm.convolution_direct;
    convolution_forward.desc convolution =
        parts.own(
            shape.bias()
                ? new convolution_forward.desc(
                    pass, direct, x, w, parts.vector(shape.outputs()), y, one, none, none)
                : new convolution_forward.desc(pass, direct, x, w, y, one, none, none));
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
