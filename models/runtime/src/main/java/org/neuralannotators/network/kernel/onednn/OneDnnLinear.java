package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.reorder;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.kernel.onednn.OneDnn.Address;

/**
 * Linear layers whose weights don't change, by the primitives that take packed weights on this CPU
 * (oneDNN's sgemm packs them in each call, which takes a third of the time where rows are few), and
 * add bias and activation on the way. Not thread-safe.
 */
final class OneDnnLinear implements AutoCloseable {
  private static final List<LinearForm> FORMS =
      List.of(new LinearMatmul(), new LinearConvolution());

  private record Key(LinearForm form, LinearShape shape) {}

  private final data_type factors;
  private final PrimitiveCache<Key> primitives = new PrimitiveCache<>(OneDnnLinear::build);
  private final OneDnnRounding rounding = new OneDnnRounding();
  private final Workspace copies = Workspace.ofFloats();

  OneDnnLinear(Precision precision) {
    factors = precision == Precision.FP32 ? data_type.f32 : data_type.bf16;
  }

  /** Weights in the layout of a fast primitive, or as they are where there is none. */
  PackedWeights pack(Matrix weights, boolean transposed) {
    int inputs = transposed ? weights.columns() : weights.rows();
    int outputs = transposed ? weights.rows() : weights.columns();
    for (LinearForm form : FORMS) {
      try (PrimitiveParts parts = new PrimitiveParts()) {
        List<primitive_desc> products =
            IntStream.of(1, Chunks.FEW_ROWS, Chunks.MOST_ROWS)
                .mapToObj(rows -> plain(rows, inputs, outputs, factors))
                .map(shape -> describe(form, shape, parts))
                .toList();
        if (products.stream().allMatch(form::isFast)) {
          memory.desc layout = parts.own(products.get(0).weights_desc());
          int block = block(form, layout, inputs, outputs, parts);
          return pack(weights, transposed, form, parts, layout, block);
        }
      }
    }
    return PackedWeights.unpacked(weights, transposed);
  }

  /** How many outputs lie together; 0 where halves of them aren't laid out as the whole is. */
  private int block(
      LinearForm form, memory.desc layout, int inputs, int outputs, PrimitiveParts parts) {
    OutputBlocks whole = OutputBlocks.of(layout, form.outputDimension());
    int half = whole.size() == 0 ? 0 : outputs / 2 / whole.size() * whole.size();
    if (half == 0) {
      return 0;
    }
    boolean alike =
        IntStream.of(half, outputs - half)
            .mapToObj(some -> describe(form, plain(1, inputs, some, factors), parts))
            .map(part -> parts.own(part.weights_desc()))
            .allMatch(part -> OutputBlocks.of(part, form.outputDimension()).equals(whole));
    return alike ? whole.size() : 0;
  }

  private static PackedWeights pack(
      Matrix weights,
      boolean transposed,
      LinearForm form,
      PrimitiveParts parts,
      memory.desc layout,
      int block) {
    Workspace memory = new Workspace(DataType.FLOAT);
    Matrix packed = memory.matrix(1, Math.toIntExact((layout.get_size() + 3) / Float.BYTES));
    long stride = weights.stride();
    memory.desc plain =
        parts.own(
            transposed
                ? form.plainWeights(weights.columns(), weights.rows(), 1, stride)
                : form.plainWeights(weights.rows(), weights.columns(), stride, 1));
    memory from =
        parts.own(new memory(plain, OneDnn.engine(), new Address().at(weights.address())));
    memory to = parts.own(new memory(layout, OneDnn.engine(), new Address().at(packed.address())));
    parts.own(new reorder(from, to)).execute(OneDnn.stream(), from, to);
    OneDnn.stream()._wait();
    return PackedWeights.copy(weights, transposed, form, block, memory, packed);
  }

  /**
   * {@code y = f(x w + bias)}, matrices without gaps.
   *
   * @param bias null for none
   * @param f one that {@linkplain OneDnnActivation#has oneDNN has}
   */
  void forward(Matrix x, PackedWeights weights, Matrix bias, Activation f, Matrix y) {
    multiply(x, weights, bias, f, false, y);
  }

  /** {@code y += x w}, matrices without gaps. */
  void add(Matrix x, PackedWeights weights, Matrix y) {
    multiply(x, weights, null, Activation.IDENTITY, true, y);
  }

  private void multiply(
      Matrix x, PackedWeights weights, Matrix bias, Activation f, boolean sum, Matrix y) {
    Chunks.ofProduct(
        x.rows(),
        (from, to) -> {
          LinearShape shape =
              new LinearShape(to - from, x.columns(), y.columns(), factors, bias != null, f, sum);
          OneDnnPrimitive primitive =
              primitives
                  .get(new Key((LinearForm) weights.layout(), shape))
                  .bind(DNNL_ARG_SRC, factor(x.rows(from, to)))
                  .bind(DNNL_ARG_WEIGHTS, weights.packed())
                  .bind(DNNL_ARG_DST, y.rows(from, to));
          primitives.execute(bias == null ? primitive : primitive.bind(DNNL_ARG_BIAS, bias));
        });
  }

  private Matrix factor(Matrix x) {
    if (factors == data_type.f32) {
      return x;
    }
    copies.reset();
    return rounding.rounded(x, copies);
  }

  private static OneDnnPrimitive build(Key key) {
    PrimitiveParts parts = new PrimitiveParts();
    LinearShape shape = key.shape();
    post_ops behind = parts.own(new post_ops());
    OneDnnActivation.append(shape.activation(), behind);
    if (shape.sum()) {
      behind.append_sum();
    }
    parts.attributes().set_post_ops(behind);
    primitive_desc description = describe(key.form(), shape, parts);
    if (shape.bias()) {
      parts.argument(DNNL_ARG_BIAS, parts.own(description.weights_desc(1)));
    }
    return parts
        .argument(DNNL_ARG_SRC, parts.own(description.src_desc()))
        .argument(DNNL_ARG_WEIGHTS, parts.own(description.weights_desc()))
        .argument(DNNL_ARG_DST, parts.own(description.dst_desc()))
        .build(key.form().compile(description), description);
  }

  /** A product by weights in the layout that one of few rows likes best: that of all. */
  static primitive_desc describe(LinearForm form, LinearShape shape, PrimitiveParts parts) {
    LinearShape few = plain(Chunks.FEW_ROWS, shape.inputs(), shape.outputs(), shape.factors());
    primitive_attr none = parts.own(new primitive_attr());
    memory.desc layout = parts.own(form.describe(parts, few, null, none).weights_desc());
    return form.describe(parts, shape, layout, parts.attributes());
  }

  private static LinearShape plain(int rows, int inputs, int outputs, data_type factors) {
    return new LinearShape(rows, inputs, outputs, factors, true, Activation.IDENTITY, false);
  }

  @Override
  public void close() {
    primitives.close();
    rounding.close();
    copies.close();
  }
}
