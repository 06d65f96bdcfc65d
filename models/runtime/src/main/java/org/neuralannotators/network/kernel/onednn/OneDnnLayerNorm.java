package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scaleshift;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.layer_normalization_backward;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/** Layer normalisation as oneDNN's primitives, for matrices without gaps. */
final class OneDnnLayerNorm implements AutoCloseable {
  private record Shape(prop_kind pass, boolean shift, int rows, int columns, float epsilon) {}

  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(OneDnnLayerNorm::build);
  private final Workspace scratch = new Workspace(DataType.FLOAT);

  void forward(Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y, Matrix moments) {
    prop_kind pass = moments == null ? prop_kind.forward_inference : prop_kind.forward_training;
    Chunks.forEach(
        x.rows(),
        (from, to) -> {
          OneDnnPrimitive primitive =
              primitive(pass, bias != null, from, to, x, epsilon)
                  .bind(DNNL_ARG_SCALE, gain)
                  .bind(DNNL_ARG_DST, rows(y, from, to));
          if (bias != null) {
            primitive.bind(DNNL_ARG_SHIFT, bias);
          }
          if (moments != null) {
            bindMoments(primitive, moments, from, to);
          }
          primitives.execute(primitive);
        });
  }

  void backward(
      Matrix x,
      Matrix gain,
      double epsilon,
      Matrix moments,
      Matrix dy,
      Matrix dx,
      Matrix dGain,
      Matrix dBias,
      OneDnnElementwise elementwise) {
    Chunks.forEach(
        x.rows(),
        (from, to) -> {
          // oneDNN wants both in one matrix, and overwrites their gradients.
          scratch.reset();
          Matrix both = scratch.matrix(2, x.columns());
          both.rows(0, 1).write(gain.toFloats());
          Matrix gradients = scratch.matrix(2, x.columns());
          OneDnnPrimitive primitive =
              primitive(prop_kind.backward, true, from, to, x, epsilon)
                  .bind(DNNL_ARG_SCALE_SHIFT, both)
                  .bind(DNNL_ARG_DIFF_DST, rows(dy, from, to))
                  .bind(DNNL_ARG_DIFF_SRC, rows(dx, from, to))
                  .bind(DNNL_ARG_DIFF_SCALE_SHIFT, gradients);
          bindMoments(primitive, moments, from, to);
          primitives.execute(primitive);
          elementwise.add(gradients.rows(0, 1), dGain);
          if (dBias != null) {
            elementwise.add(gradients.rows(1, 2), dBias);
          }
        });
  }

  private OneDnnPrimitive primitive(
      prop_kind pass, boolean shift, int from, int to, Matrix x, double epsilon) {
    return primitives
        .get(new Shape(pass, shift, to - from, x.columns(), (float) epsilon))
        .bind(DNNL_ARG_SRC, rows(x, from, to));
  }

  private static void bindMoments(OneDnnPrimitive primitive, Matrix moments, int from, int to) {
    Matrix part = moments.columns(from, to);
    primitive.bind(DNNL_ARG_MEAN, part.rows(0, 1)).bind(DNNL_ARG_VARIANCE, part.rows(1, 2));
  }

  /** Refuses a matrix with gaps, whose rows the primitive wouldn't find. */
  private static Matrix rows(Matrix matrix, int from, int to) {
    return matrix.reshape(matrix.rows(), matrix.columns()).rows(from, to);
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    memory.desc x = parts.matrix(shape.rows(), shape.columns(), shape.columns());
    memory.desc column = parts.vector(shape.rows());
    memory.desc row = parts.vector(shape.columns());
    parts.argument(DNNL_ARG_SRC, x);
    if (shape.pass() != prop_kind.forward_inference) {
      parts.argument(DNNL_ARG_MEAN, column).argument(DNNL_ARG_VARIANCE, column);
    }
    if (shape.pass() != prop_kind.backward) {
      int flags = shape.shift() ? dnnl_use_scale | dnnl_use_shift : dnnl_use_scale;
      layer_normalization_forward.primitive_desc description =
          forward(parts, shape.pass(), x, shape.epsilon(), flags);
      if (shape.shift()) {
        parts.argument(DNNL_ARG_SHIFT, row);
      }
      return parts
          .argument(DNNL_ARG_SCALE, row)
          .argument(DNNL_ARG_DST, x)
          .build(new layer_normalization_forward(description), description);
    }
    memory.desc both = parts.matrix(2, shape.columns(), shape.columns());
    layer_normalization_backward.primitive_desc description =
        parts.own(
            new layer_normalization_backward.primitive_desc(
                parts.own(
                    new layer_normalization_backward.desc(
                        prop_kind.backward.value, x, x, shape.epsilon(), dnnl_use_scaleshift)),
                parts.attributes(),
                OneDnn.engine(),
                forward(
                    parts, prop_kind.forward_training, x, shape.epsilon(), dnnl_use_scaleshift)));
    return parts
        .argument(DNNL_ARG_DIFF_DST, x)
        .argument(DNNL_ARG_DIFF_SRC, x)
        .argument(DNNL_ARG_SCALE_SHIFT, both)
        .argument(DNNL_ARG_DIFF_SCALE_SHIFT, both)
        .build(new layer_normalization_backward(description), description);
  }

  private static layer_normalization_forward.primitive_desc forward(
      PrimitiveParts parts, prop_kind pass, memory.desc x, float epsilon, int flags) {
    return parts.own(
        new layer_normalization_forward.primitive_desc(
            parts.own(new layer_normalization_forward.desc(pass.value, x, epsilon, flags)),
            parts.attributes(),
            OneDnn.engine()));
  }

  @Override
  public void close() {
    primitives.close();
    scratch.close();
  }
}
