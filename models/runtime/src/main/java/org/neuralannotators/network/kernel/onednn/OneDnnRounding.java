package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/** Copies of matrices in bfloat16. Not thread-safe. */
final class OneDnnRounding implements AutoCloseable {
  private record Shape(int rows, int columns, int stride) {}

  private final PrimitiveCache<Shape> primitives = new PrimitiveCache<>(OneDnnRounding::build);

  /**
   * The numbers of a matrix without gaps, two of them in the place of a float.
   *
   * @param workspace lends the memory
   */
  Matrix rounded(Matrix x, Workspace workspace) {
    Matrix copy = workspace.matrix(1, Math.toIntExact((x.size() + 1) / 2));
    primitives.execute(
        primitives
            .get(new Shape(x.rows(), x.columns(), x.stride()))
            .bind(DNNL_ARG_FROM, x)
            .bind(DNNL_ARG_TO, copy));
    return copy;
  }

  private static OneDnnPrimitive build(Shape shape) {
    PrimitiveParts parts = new PrimitiveParts();
    memory.desc from = parts.matrix(shape.rows(), shape.columns(), shape.stride());
    memory.desc to = parts.roundedMatrix(shape.rows(), shape.columns(), false);
    reorder.primitive_desc description =
        parts.own(
            new reorder.primitive_desc(
                OneDnn.engine(), from, OneDnn.engine(), to, parts.attributes(), false));
    return parts
        .argument(DNNL_ARG_FROM, from)
        .argument(DNNL_ARG_TO, to)
        .build(new reorder(description), description);
  }

  @Override
  public void close() {
    primitives.close();
  }
}
