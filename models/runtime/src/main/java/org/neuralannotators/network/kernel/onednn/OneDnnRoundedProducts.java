package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Products of matrices whose elements are rounded to bfloat16, summed up in single precision. Not
 * thread-safe.
 */
final class OneDnnRoundedProducts implements AutoCloseable {
  /** Copies don't pay for small products; where exactly they begin to, nobody has measured. */
  private static final long WORTH_COPIES = 1 << 17;

  private record Shape(
      int rows,
      int inner,
      int columns,
      boolean transposeA,
      boolean transposeB,
      boolean sum,
      int stride) {}

  private final PrimitiveCache<Shape> primitives =
      new PrimitiveCache<>(OneDnnRoundedProducts::build);
  private final OneDnnRounding rounding = new OneDnnRounding();
  private final Workspace copies = Workspace.ofFloats();

  /** Whether a product is done here; both transposed has no use. */
  static boolean takes(Matrix a, boolean transposeA, boolean transposeB, double beta, Matrix c) {
    return c.size() * (transposeA ? a.rows() : a.columns()) >= WORTH_COPIES
        && !(transposeA && transposeB)
        && (beta == 0 || beta == 1);
  }

  /**
   * {@code c = a b}, added to what is there or not. The rows of {@code a}, of which each batch has
   * another number, are cut into few shapes.
   */
  void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean sum, Matrix c) {
    copies.reset();
    Matrix right = transposeA ? null : rounding.rounded(b, copies);
    Workspace.Mark behind = copies.mark();
    Chunks.ofProduct(
        a.rows(),
        (from, to) -> {
          copies.release(behind);
          Matrix left = rounding.rounded(a.rows(from, to), copies);
          if (transposeA) {
            Matrix part = rounding.rounded(b.rows(from, to), copies);
            Shape shape =
                new Shape(
                    c.rows(), to - from, c.columns(), true, false, sum || from > 0, c.stride());
            multiply(shape, left, part, c);
          } else {
            Shape shape =
                new Shape(to - from, a.columns(), c.columns(), false, transposeB, sum, c.stride());
            multiply(shape, left, right, c.rows(from, to));
          }
        });
  }

  private void multiply(Shape shape, Matrix a, Matrix b, Matrix c) {
    primitives.execute(
        primitives
            .get(shape)
            .bind(DNNL_ARG_SRC, a)
            .bind(DNNL_ARG_WEIGHTS, b)
            .bind(DNNL_ARG_DST, c));
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    if (shape.sum()) {
      post_ops behind = parts.own(new post_ops());
      behind.append_sum();
      parts.attributes().set_post_ops(behind);
    }
    memory.desc a = parts.roundedMatrix(shape.rows(), shape.inner(), shape.transposeA());
    memory.desc b = parts.roundedMatrix(shape.inner(), shape.columns(), shape.transposeB());
    memory.desc c = parts.matrix(shape.rows(), shape.columns(), shape.stride());
    matmul.primitive_desc description =
        parts.own(
            new matmul.primitive_desc(
                parts.own(new matmul.desc(a, b, c)), parts.attributes(), OneDnn.engine(), false));
    return parts
        .argument(DNNL_ARG_SRC, a)
        .argument(DNNL_ARG_WEIGHTS, b)
        .argument(DNNL_ARG_DST, c)
        .build(new matmul(description), description);
  }

  @Override
  public void close() {
    primitives.close();
    rounding.close();
    copies.close();
  }
}
