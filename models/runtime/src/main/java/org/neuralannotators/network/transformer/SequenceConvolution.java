package org.neuralannotators.network.transformer;

import java.util.stream.IntStream;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * A convolution over the elements of each sequence, with zeros before and behind it: as many
 * outputs as elements (DeBERTa-v2: He et al. 2021). Inputs and outputs may be cut into groups, of
 * which each has its own weights.
 */
public final class SequenceConvolution {
  /** [inputs of a group x size, outputs]; the elements of an input lie one behind the other. */
  private final Parameter weights;

  private final Parameter bias;
  private final int size;
  private final int groups;
  private final Activation activation;
  private final Dropout dropout;

  /**
   * @param columns of the input and the output, a multiple of {@code groups}
   * @param size how many elements count for an output, an odd number
   * @param dropout of what the activation is taken of
   */
  public SequenceConvolution(
      Parameters parameters,
      String name,
      int columns,
      int size,
      int groups,
      Activation activation,
      Dropout dropout) {
    weights =
        parameters.add(
            name + ".weight", columns / groups * size, columns, Initializer.glorot(groups));
    bias = parameters.add(name + ".bias", 1, columns, Initializer.zeros());
    this.size = size;
    this.groups = groups;
    this.activation = activation;
    this.dropout = dropout;
  }

  /**
   * @param x [rows, columns]; not overwritten
   */
  public Traced forward(Pass pass, RaggedRows rows, Matrix x) {
    if (x.rows() == 0) {
      return new Traced(x, (back, dy) -> dy);
    }
    int gap = size / 2;
    Indices spread = places(pass, rows, gap, gap);
    Indices outputs = places(pass, rows, gap, 0);
    int between = gap * (rows.sequences() - 1);
    Matrix padded = pass.workspace().zeros(x.rows() + between + 2 * gap, x.columns());
    pass.kernels().scatter(x, spread, padded);
    Matrix all = pass.workspace().matrix(x.rows() + between, x.columns());
    for (int i = 0; i < size; i++) {
      Matrix shifted = padded.rows(i, i + all.rows());
      for (int group = 0; group < groups; group++) {
        pass.kernels()
            .multiply(
                block(shifted, group),
                false,
                weights(weights.value(), i, group),
                false,
                i == 0 ? 0 : 1,
                block(all, group));
      }
    }
    Matrix z = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels().gather(all, outputs, z);
    pass.kernels().biasAndActivation(z, bias.value(), Activation.IDENTITY);
    Dropout.Mask mask = dropout.forward(pass, z);
    Matrix y = pass.training() ? pass.workspace().matrix(z.rows(), z.columns()) : z;
    pass.kernels().activation(activation, z, y);
    return new Traced(
        y,
        (back, dy) -> {
          back.kernels().activationBackward(activation, z, dy);
          dropout.backward(back, mask, dy);
          back.kernels().addColumnSums(dy, back.gradient(bias));
          Matrix dAll = back.workspace().zeros(all.rows(), all.columns());
          back.kernels().scatter(dy, outputs, dAll);
          return backward(back, padded, dAll, spread);
        });
  }

  private Matrix backward(Pass pass, Matrix padded, Matrix dAll, Indices spread) {
    Matrix dPadded = pass.workspace().zeros(padded.rows(), padded.columns());
    for (int i = 0; i < size; i++) {
      Matrix shifted = padded.rows(i, i + dAll.rows());
      Matrix dShifted = dPadded.rows(i, i + dAll.rows());
      for (int group = 0; group < groups; group++) {
        Matrix d = block(dAll, group);
        Matrix own = weights(weights.value(), i, group);
        Matrix dOwn = weights(pass.gradient(weights), i, group);
        pass.kernels().multiply(block(shifted, group), true, d, false, 1, dOwn);
        pass.kernels().multiply(d, false, own, true, 1, block(dShifted, group));
      }
    }
    Matrix dx = pass.workspace().matrix(spread.length(), padded.columns());
    pass.kernels().gather(dPadded, spread, dx);
    return dx;
  }

  /** Where the elements lie when there are gaps between sequences, and before the first. */
  private static Indices places(Pass pass, RaggedRows rows, int gap, int first) {
    int[] places =
        IntStream.range(0, rows.sequences())
            .flatMap(
                i ->
                    IntStream.range(0, rows.length(i))
                        .map(element -> first + i * gap + rows.offset(i) + element))
            .toArray();
    return pass.workspace().indices(places);
  }

  private Matrix block(Matrix matrix, int group) {
    int columns = matrix.columns() / groups;
    return matrix.columns(group * columns, (group + 1) * columns);
  }

  /** Those of an element for a group's outputs. */
  private Matrix weights(Matrix all, int element, int group) {
    return block(all.everyRow(element, size), group);
  }
}
