package org.neuralannotators.translate.network;

import java.util.Arrays;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The input of encoder or decoder (Vaswani et al. 2017, sections 3.4 and 3.5): the pieces'
 * embeddings, scaled or not, and those of the positions, normalised or not, with dropout.
 */
final class PieceEmbeddings {
  private final Parameter pieces;
  private final double scale;
  private final Parameter positions;
  private final int offset;
  private final float[][] sinusoids;
  private final Norm norm;
  private final Dropout dropout;

  /**
   * @param pieces [vocabulary, hidden]
   * @param scale by which these are multiplied
   * @param positions [offset + positions, hidden]; null unless they are learnt
   * @param offset the row of a sequence's first position
   * @param sinusoids a row for each position; null unless positions are sinusoids
   * @param norm of the sum
   */
  PieceEmbeddings(
      Parameter pieces,
      double scale,
      Parameter positions,
      int offset,
      float[][] sinusoids,
      Norm norm,
      Dropout dropout) {
    this.pieces = pieces;
    this.scale = scale;
    this.positions = positions;
    this.offset = offset;
    this.sinusoids = sinusoids;
    this.norm = norm;
    this.dropout = dropout;
  }

  /**
   * @param numbers of the pieces
   * @param places of the pieces in their sequences
   */
  Traced forward(Pass pass, int[] numbers, int[] places) {
    Indices rows = pass.workspace().indices(numbers);
    Matrix sum = pass.workspace().matrix(numbers.length, pieces.columns());
    pass.kernels().gather(pieces.value(), rows, sum);
    if (scale != 1) {
      pass.kernels().scale(sum, scale);
    }
    Indices at = addPositions(pass, places, sum);
    Traced normed = norm.normalize(pass, sum);
    Dropout.Mask mask = dropout.forward(pass, normed.output());
    return new Traced(
        normed.output(),
        (back, dy) -> {
          dropout.backward(back, mask, dy);
          Matrix dSum = normed.backward(back, dy);
          if (positions != null) {
            back.kernels().scatterAdd(dSum, at, back.gradient(positions));
          }
          if (scale != 1) {
            back.kernels().scale(dSum, scale);
          }
          back.kernels().scatterAdd(dSum, rows, back.gradient(pieces));
          return dSum;
        });
  }

  /** Gives the rows of learnt positions; null for others. */
  private Indices addPositions(Pass pass, int[] places, Matrix sum) {
    if (positions == null && sinusoids == null) {
      return null;
    }
    Matrix added = pass.workspace().matrix(sum.rows(), sum.columns());
    Indices at = null;
    if (positions != null) {
      at = pass.workspace().indices(Arrays.stream(places).map(place -> offset + place).toArray());
      pass.kernels().gather(positions.value(), at, added);
    } else {
      float[] values = new float[Math.toIntExact(sum.size())];
      for (int i = 0; i < places.length; i++) {
        System.arraycopy(sinusoids[places[i]], 0, values, i * sum.columns(), sum.columns());
      }
      added.write(values);
    }
    pass.kernels().add(added, sum);
    return at;
  }
}
