package org.neuralannotators.embed;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neuralannotators.encode.elmo.ScalarMix;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** Makes one vector of the layers' for each token of a batch. */
final class LayerCollector {
  private final Pass pass;
  private final Shape shape;
  private final Matrix memory;
  private final int rows;

  /**
   * What is collected.
   *
   * @param layers of which vectors are made
   * @param mix used for {@link EmbedderOptions.Layers#MIX}
   * @param count how many layers the network has
   * @param columns of a layer
   */
  record Shape(EmbedderOptions.Layers layers, ScalarMix mix, int count, int columns) {
    /** Numbers of a vector. */
    int dimension() {
      return layers == EmbedderOptions.Layers.ALL ? count * columns : columns;
    }
  }

  /** Takes memory of the pass for so many tokens. */
  LayerCollector(Pass pass, Shape shape, int rows) {
    this.pass = pass;
    this.shape = shape;
    this.rows = rows;
    memory =
        switch (shape.layers()) {
          case ALL, TOP -> pass.workspace().matrix(rows, shape.dimension());
          case MEAN, MIX ->
              pass.workspace().matrix(shape.count(), Math.multiplyExact(rows, shape.columns()));
        };
  }

  /** Where a layer's vectors belong [tokens, columns], or null when they aren't wanted. */
  Matrix place(int layer) {
    int columns = shape.columns();
    return switch (shape.layers()) {
      case ALL -> memory.columns(layer * columns, (layer + 1) * columns);
      case TOP -> layer == shape.count() - 1 ? memory : null;
      case MEAN, MIX -> memory.rows(layer, layer + 1).reshape(rows, columns);
    };
  }

  /** The vectors, when all layers are in their places [tokens, dimension]. */
  Matrix vectors() {
    return switch (shape.layers()) {
      case ALL, TOP -> memory;
      case MEAN -> mean();
      case MIX ->
          shape
              .mix()
              .forward(pass, IntStream.range(0, shape.count()).mapToObj(this::place).toList())
              .output();
    };
  }

  private Matrix mean() {
    double[] shares = new double[shape.count()];
    Arrays.fill(shares, 1.0 / shares.length);
    Matrix weights = pass.workspace().matrix(1, shares.length).write(shares);
    Matrix mean = pass.workspace().matrix(rows, shape.columns());
    pass.kernels()
        .multiply(weights, false, memory, false, 0, mean.reshape(1, rows * shape.columns()));
    return mean;
  }
}
