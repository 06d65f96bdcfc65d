package org.neuralannotators.network.kernel.onednn;

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
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/** Sums, products and functions of each element, as oneDNN's vectorised primitives. */
final class OneDnnElementwise implements AutoCloseable {
  /** What a primitive computes. */
  private enum Operation {
    COMBINE,
    COMBINE_WITH_ROW,
    FUNCTION,

    /** The gradient by what the function was taken of. */
    FUNCTION_BACKWARD,

    /** The gradient by the function's value. */
    VALUE_BACKWARD
  }

  /**
   * @param alpha what the function is made with, 0 for most
   * @param beta likewise
   */
  private record Shape(
      Operation operation,
      algorithm f,
      float alpha,
      float beta,
      int rows,
      int columns,
      int stride) {
    static Shape flat(Operation operation, algorithm f, float alpha, float beta, int length) {
      return new Shape(operation, f, alpha, beta, 1, length, length);
    }
  }

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
                    .get(Shape.flat(Operation.COMBINE, f, 0, 0, end - begin))
                    .bind(DNNL_ARG_SRC_0, first.columns(begin, end))
                    .bind(DNNL_ARG_SRC_1, second.columns(begin, end))
                    .bind(DNNL_ARG_DST, to.columns(begin, end))));
  }

  /** Adds a row to each row of {@code x}. */
  void addToRows(Matrix row, Matrix x) {
    combineWithRow(algorithm.binary_add, row, x);
  }

  /** Multiplies each row of {@code x} with a row. */
  void scaleColumns(Matrix row, Matrix x) {
    combineWithRow(algorithm.binary_mul, row, x);
  }

  private void combineWithRow(algorithm f, Matrix row, Matrix x) {
    Chunks.forEach(
        x.rows(),
        (begin, end) -> {
          Matrix part = x.rows(begin, end);
          run(
              primitives
                  .get(
                      new Shape(
                          Operation.COMBINE_WITH_ROW,
                          f,
                          0,
                          0,
                          end - begin,
                          x.columns(),
                          x.stride()))
                  .bind(DNNL_ARG_SRC_0, part)
                  .bind(DNNL_ARG_SRC_1, row)
                  .bind(DNNL_ARG_DST, part));
        });
  }

  /** {@code y = f(x)}; {@code y} may be {@code x}. Not for the identity. */
  void apply(Activation f, Matrix x, Matrix y) {
    Matrix from = x;
    for (OneDnnActivation.Step step : OneDnnActivation.steps(f)) {
      function(step.f(), step.alpha(), step.beta(), from, y);
      from = y;
    }
  }

  /** {@code dy = dy f'(x)}. */
  void applyBackward(Activation f, Matrix x, Matrix dy) {
    for (OneDnnActivation.Step step : OneDnnActivation.steps(f)) {
      functionBackward(Operation.FUNCTION_BACKWARD, step.f(), step.alpha(), step.beta(), x, dy);
    }
  }

  /** {@code dy = dy f'}, where {@code f} has the value {@code y}. */
  void applyBackwardOfValue(Activation f, Matrix y, Matrix dy) {
    OneDnnActivation.Step step = OneDnnActivation.ofValue(f);
    valueBackward(step.f(), step.alpha(), step.beta(), y, dy);
  }

  /** Brings what is beyond a limit back to it. */
  void clip(Matrix x, double limit) {
    function(algorithm.eltwise_clip_v2, (float) -limit, (float) limit, x, x);
  }

  /** {@code dy = 0} where {@code y} is at the limit. */
  void clipBackward(Matrix y, double limit, Matrix dy) {
    valueBackward(algorithm.eltwise_clip_v2_use_dst_for_bwd, (float) -limit, (float) limit, y, dy);
  }

  /** {@code x = factor x}. */
  void scale(Matrix x, float factor) {
    function(algorithm.eltwise_linear, factor, 0, x, x);
  }

  private void function(algorithm f, float alpha, float beta, Matrix x, Matrix y) {
    Matrix from = flat(x);
    Matrix to = flat(y);
    Chunks.forEach(
        to.columns(),
        (begin, end) ->
            run(
                primitives
                    .get(Shape.flat(Operation.FUNCTION, f, alpha, beta, end - begin))
                    .bind(DNNL_ARG_SRC, from.columns(begin, end))
                    .bind(DNNL_ARG_DST, to.columns(begin, end))));
  }

  private void valueBackward(algorithm f, float alpha, float beta, Matrix y, Matrix dy) {
    functionBackward(Operation.VALUE_BACKWARD, f, alpha, beta, y, dy);
  }

  private void functionBackward(
      Operation operation, algorithm f, float alpha, float beta, Matrix by, Matrix dy) {
    Matrix values = flat(by);
    Matrix gradients = flat(dy);
    Chunks.forEach(
        values.columns(),
        (begin, end) -> {
          Matrix part = gradients.columns(begin, end);
          run(
              primitives
                  .get(Shape.flat(operation, f, alpha, beta, end - begin))
                  .bind(source(operation), values.columns(begin, end))
                  .bind(DNNL_ARG_DIFF_DST, part)
                  .bind(DNNL_ARG_DIFF_SRC, part));
        });
  }

  private static int source(Operation operation) {
    return operation == Operation.VALUE_BACKWARD ? DNNL_ARG_DST : DNNL_ARG_SRC;
  }

  private static Matrix flat(Matrix matrix) {
    return matrix.reshape(1, Math.toIntExact(matrix.size()));
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
        eltwise_forward.primitive_desc description = forward(parts, shape, x);
        yield parts
            .argument(DNNL_ARG_SRC, x)
            .argument(DNNL_ARG_DST, x)
            .build(new eltwise_forward(description), description);
      }
      case FUNCTION_BACKWARD, VALUE_BACKWARD -> {
        eltwise_backward.primitive_desc description =
            parts.own(
                new eltwise_backward.primitive_desc(
                    parts.own(
                        new eltwise_backward.desc(shape.f(), x, x, shape.alpha(), shape.beta())),
                    parts.attributes(),
                    OneDnn.engine(),
                    forward(parts, shape, x)));
        yield parts
            .argument(source(shape.operation()), x)
            .argument(DNNL_ARG_DIFF_DST, x)
            .argument(DNNL_ARG_DIFF_SRC, x)
            .build(new eltwise_backward(description), description);
      }
    };
  }

  private static eltwise_forward.primitive_desc forward(
      PrimitiveParts parts, Shape shape, memory.desc x) {
    return parts.own(
        new eltwise_forward.primitive_desc(
            parts.own(
                new eltwise_forward.desc(
                    prop_kind.forward_training, shape.f(), x, shape.alpha(), shape.beta())),
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
