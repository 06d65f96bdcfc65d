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
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.OneDnn.Address;

/**
 * Linear layers whose weights don't change, as convolutions of width 1 over the rows: of oneDNN's
 * primitives the one that takes packed weights on every CPU (its sgemm packs them in each call,
 * which takes a third of the time where rows are few), and adds bias and GELU on the way. Not
 * thread-safe.
 */
final class OneDnnLinear implements AutoCloseable {
  /**
   * @param gelu null for none
   * @param sum whether the product is added to what is there
   */
  private record Shape(int rows, int inputs, int outputs, boolean bias, Gelu gelu, boolean sum) {}

  private final Precision precision;
  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(this::build);
  private final OneDnnRounding rounding = new OneDnnRounding();
  private final Workspace copies = Workspace.ofFloats();

  OneDnnLinear(Precision precision) {
    this.precision = precision;
  }

  /** Weights in the layout of the convolutions, or as they are where those aren't compiled. */
  PackedWeights pack(Matrix weights, boolean transposed) {
    Workspace memory = new Workspace(DataType.FLOAT);
    PrimitiveParts parts = new PrimitiveParts();
    int inputs = transposed ? weights.columns() : weights.rows();
    int outputs = transposed ? weights.rows() : weights.columns();
    convolution_forward.primitive_desc convolution = typical(parts, inputs, outputs);
    try {
      if (!isCompiled(convolution)) {
        return PackedWeights.unpacked(weights, transposed);
      }
      memory.desc layout = parts.own(convolution.weights_desc());
      long stride = weights.stride();
      long[] plain = transposed ? new long[] {stride, 1, 1, 1} : new long[] {1, stride, 1, 1};
      memory.desc given =
          parts.own(new memory.desc(dimensions(inputs, outputs), data_type.f32, plain, false));
      Matrix packed = memory.matrix(1, Math.toIntExact((layout.get_size() + 3) / Float.BYTES));
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
    Chunks.ofProduct(
        x.rows(),
        (from, to) -> {
          OneDnnPrimitive primitive =
              primitives
                  .get(new Shape(to - from, x.columns(), y.columns(), bias != null, gelu, sum))
                  .bind(DNNL_ARG_SRC, factor(x.rows(from, to)))
                  .bind(DNNL_ARG_WEIGHTS, weights.packed())
                  .bind(DNNL_ARG_DST, y.rows(from, to));
          primitives.execute(bias == null ? primitive : primitive.bind(DNNL_ARG_BIAS, bias));
        });
  }

  private Matrix factor(Matrix x) {
    if (precision == Precision.FP32) {
      return x;
    }
    copies.reset();
    return rounding.rounded(x, copies);
  }

  private OneDnnPrimitive build(Shape shape) {
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
    // The layout that the weights were packed in, whatever this shape would like best.
    memory.desc weights = parts.own(typical(parts, shape.inputs(), shape.outputs()).weights_desc());
    convolution_forward.primitive_desc description =
        describe(parts, shape, weights, parts.attributes());
    return parts
        .argument(DNNL_ARG_SRC, parts.own(description.src_desc()))
        .argument(DNNL_ARG_WEIGHTS, weights)
        .argument(DNNL_ARG_DST, parts.own(description.dst_desc()))
        .build(new convolution_forward(description), description);
  }

  /** The convolution that chooses the weights' layout. */
  private convolution_forward.primitive_desc typical(
      PrimitiveParts parts, int inputs, int outputs) {
    memory.desc weights =
        parts.own(
            new memory.desc(dimensions(inputs, outputs), factorType(), format_tag.any, false));
    Shape shape = new Shape(Chunks.FEW_ROWS, inputs, outputs, true, null, false);
    return describe(parts, shape, weights, parts.own(new primitive_attr()));
  }

  private static boolean isCompiled(convolution_forward.primitive_desc convolution) {
    String name = convolution.impl_info_str().getString();
    return name.startsWith("jit") || name.startsWith("brg");
  }

  /** The rows are pixels beside each other, their elements the pixels' channels. */
  private convolution_forward.primitive_desc describe(
      PrimitiveParts parts, Shape shape, memory.desc weights, primitive_attr attributes) {
    long[] one = {1, 1};
    long[] none = {0, 0};
    memory.desc x = pixels(parts, shape.rows(), shape.inputs(), factorType());
    memory.desc y = pixels(parts, shape.rows(), shape.outputs(), data_type.f32);
    prop_kind pass = prop_kind.forward_inference;
    algorithm direct = algorithm.convolution_direct;
    convolution_forward.desc convolution =
        parts.own(
            shape.bias()
                ? new convolution_forward.desc(
                    pass, direct, x, weights, parts.vector(shape.outputs()), y, one, none, none)
                : new convolution_forward.desc(pass, direct, x, weights, y, one, none, none));
    return parts.own(
        new convolution_forward.primitive_desc(convolution, attributes, OneDnn.engine(), false));
  }

  private data_type factorType() {
    return precision == Precision.FP32 ? data_type.f32 : data_type.bf16;
  }

  private static memory.desc pixels(PrimitiveParts parts, int rows, int columns, data_type type) {
    long[] shape = {1, columns, 1, rows};
    return parts.own(new memory.desc(shape, type, format_tag.nhwc, false));
  }

  private static long[] dimensions(int inputs, int outputs) {
    return new long[] {outputs, inputs, 1, 1};
  }

  @Override
  public void close() {
    primitives.close();
    rounding.close();
    copies.close();
  }
}
