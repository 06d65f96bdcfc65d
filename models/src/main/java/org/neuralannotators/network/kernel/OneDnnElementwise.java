package org.neuralannotators.network.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** Sums, products and functions of each element, as oneDNN's vectorised primitives. */
final class OneDnnElementwise implements AutoCloseable {
  /** What a primitive computes. */
  private enum Operation {
    COMBINE,
    COMBINE_WITH_ROW,
    FUNCTION,
    FUNCTION_BACKWARD
  }

  private record Shape(Operation operation, algorithm f, int rows, int columns, int stride) {}

  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(OneDnnElementwise::build);

  /** {@code y += x}. */
  void add(Matrix x, Matrix y) {
    combine(algorithm.binary_add, y, x, y);
  }

  /** {@code product = x y}; it may be one of them. */
  void multiply(Matrix x, Matrix y, Matrix product) {
    combine(algorithm.binary_mul, x, y, product);
  }

  private void combine(algorithm f, Matrix x, Matrix y, Matrix result) {
    Matrix first = flat(x);
    Matrix second = flat(y);
    Matrix to = flat(result);
    Chunks.forEach(
        to.columns(),
        (begin, end) ->
            run(
                primitives
                    .get(new Shape(Operation.COMBINE, f, 1, end - begin, end - begin))
                    .bind(DNNL_ARG_SRC_0, first.columns(begin, end))
                    .bind(DNNL_ARG_SRC_1, second.columns(begin, end))
                    .bind(DNNL_ARG_DST, to.columns(begin, end))));
  }

  /** Adds a row to each row of {@code x}. */
  void addToRows(Matrix row, Matrix x) {
    Chunks.forEach(
        x.rows(),
        (begin, end) -> {
          Matrix part = x.rows(begin, end);
          run(
              primitives
                  .get(
                      new Shape(
                          Operation.COMBINE_WITH_ROW,
                          algorithm.binary_add,
                          end - begin,
                          x.columns(),
                          x.stride()))
                  .bind(DNNL_ARG_SRC_0, part)
                  .bind(DNNL_ARG_SRC_1, row)
                  .bind(DNNL_ARG_DST, part));
        });
  }

  void gelu(Gelu form, Matrix x, Matrix y) {
    Matrix from = flat(x);
    Matrix to = flat(y);
    Chunks.forEach(
        to.columns(),
        (begin, end) ->
            run(
                primitives
                    .get(shape(Operation.FUNCTION, form, end - begin))
                    .bind(DNNL_ARG_SRC, from.columns(begin, end))
                    .bind(DNNL_ARG_DST, to.columns(begin, end))));
  }

  void geluBackward(Gelu form, Matrix x, Matrix dy) {
    Matrix values = flat(x);
    Matrix gradients = flat(dy);
    Chunks.forEach(
        values.columns(),
        (begin, end) -> {
          Matrix part = gradients.columns(begin, end);
          run(
              primitives
                  .get(shape(Operation.FUNCTION_BACKWARD, form, end - begin))
                  .bind(DNNL_ARG_SRC, values.columns(begin, end))
                  .bind(DNNL_ARG_DIFF_DST, part)
                  .bind(DNNL_ARG_DIFF_SRC, part));
        });
  }

  private static Matrix flat(Matrix matrix) {
    return matrix.reshape(1, Math.toIntExact(matrix.size()));
  }

  private static Shape shape(Operation operation, Gelu form, int length) {
    return new Shape(operation, function(form), 1, length, length);
  }

  static algorithm function(Gelu form) {
    return form == Gelu.ERF ? algorithm.eltwise_gelu_erf : algorithm.eltwise_gelu_tanh;
  }

  private void run(OneDnnPrimitive primitive) {
    primitives.execute(primitive);
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    memory.desc x = parts.matrix(shape.rows(), shape.columns(), shape.stride());
    return switch (shape.operation()) {
      case COMBINE -> combination(parts, shape.f(), x, x);
      case COMBINE_WITH_ROW ->
          combination(parts, shape.f(), x, parts.matrix(1, shape.columns(), shape.columns()));
      case FUNCTION -> {
        eltwise_forward.primitive_desc description = forward(parts, shape.f(), x);
        yield parts
            .argument(DNNL_ARG_SRC, x)
            .argument(DNNL_ARG_DST, x)
            .build(new eltwise_forward(description), description);
      }
      case FUNCTION_BACKWARD -> {
        eltwise_backward.primitive_desc description =
            parts.own(
                new eltwise_backward.primitive_desc(
                    parts.own(new eltwise_backward.desc(shape.f(), x, x, 0, 0)),
                    parts.attributes(),
                    OneDnn.engine(),
                    forward(parts, shape.f(), x)));
        yield parts
            .argument(DNNL_ARG_SRC, x)
            .argument(DNNL_ARG_DIFF_DST, x)
            .argument(DNNL_ARG_DIFF_SRC, x)
            .build(new eltwise_backward(description), description);
      }
    };
  }

  private static eltwise_forward.primitive_desc forward(
      PrimitiveParts parts, algorithm f, memory.desc x) {
    return parts.own(
        new eltwise_forward.primitive_desc(
            parts.own(new eltwise_forward.desc(prop_kind.forward_training, f, x, 0, 0)),
            parts.attributes(),
            OneDnn.engine()));
  }

  private static OneDnnPrimitive combination(
      PrimitiveParts parts, algorithm f, memory.desc x, memory.desc other) {
    binary.primitive_desc description =
        parts.own(
            new binary.primitive_desc(
                parts.own(new binary.desc(f, x, other, x)), parts.attributes(), OneDnn.engine()));
    return parts
        .argument(DNNL_ARG_SRC_0, x)
        .argument(DNNL_ARG_SRC_1, other)
        .argument(DNNL_ARG_DST, x)
        .build(new binary(description), description);
  }

  @Override
  public void close() {
    primitives.close();
  }
}
