package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.softmax_backward;
import org.bytedeco.dnnl.softmax_forward;
import org.neuralannotators.network.kernel.Matrix;

/** Softmax over the rows of matrices without gaps, as oneDNN's primitives. */
final class OneDnnSoftmax implements AutoCloseable {
  private static final int OVER_COLUMNS = 1;

  private record Shape(boolean backward, int rows, int columns) {}

  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(OneDnnSoftmax::build);

  /** In place. */
  void forward(Matrix x) {
    primitives.execute(
        primitives
            .get(new Shape(false, x.rows(), x.columns()))
            .bind(DNNL_ARG_SRC, x)
            .bind(DNNL_ARG_DST, x));
  }

  /** {@code dy}, the gradient of the values {@code y}, becomes that of the softmax's input. */
  void backward(Matrix y, Matrix dy) {
    primitives.execute(
        primitives
            .get(new Shape(true, y.rows(), y.columns()))
            .bind(DNNL_ARG_DST, y)
            .bind(DNNL_ARG_DIFF_DST, dy)
            .bind(DNNL_ARG_DIFF_SRC, dy));
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    memory.desc x = parts.matrix(shape.rows(), shape.columns(), shape.columns());
    softmax_forward.primitive_desc forward =
        parts.own(
            new softmax_forward.primitive_desc(
                parts.own(new softmax_forward.desc(prop_kind.forward_training, x, OVER_COLUMNS)),
                parts.attributes(),
                OneDnn.engine()));
    if (!shape.backward()) {
      return parts
          .argument(DNNL_ARG_SRC, x)
          .argument(DNNL_ARG_DST, x)
          .build(new softmax_forward(forward), forward);
    }
    softmax_backward.primitive_desc backward =
        parts.own(
            new softmax_backward.primitive_desc(
                parts.own(new softmax_backward.desc(x, x, OVER_COLUMNS)),
                parts.attributes(),
                OneDnn.engine(),
                forward));
    return parts
        .argument(DNNL_ARG_DST, x)
        .argument(DNNL_ARG_DIFF_DST, x)
        .argument(DNNL_ARG_DIFF_SRC, x)
        .build(new softmax_backward(backward), backward);
  }

  @Override
  public void close() {
    primitives.close();
  }
}
