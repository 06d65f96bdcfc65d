package org.neuralannotators.translate.network;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The input of encoder or decoder (Vaswani et al. 2017, sections 3.4 and 3.5): the pieces'
 * embeddings times the root of their size, and those of the positions, with dropout.
 */
final class PieceEmbeddings {
  private final Parameter pieces;

  /** Null where positions are sinusoids. */
  private final Parameter positions;

  private final float[][] sinusoids;
  private final double scale;
  private final Dropout dropout;

  /**
   * @param pieces [vocabulary, units]
   */
  PieceEmbeddings(
      Parameters parameters,
      String name,
      Parameter pieces,
      TransformerArchitecture architecture,
      Dropout dropout) {
    this.pieces = pieces;
    this.dropout = dropout;
    scale = Math.sqrt(pieces.columns());
    int most = architecture.maximumPositions();
    positions =
        architecture.learnedPositions()
            ? parameters.add(name + ".positions", most, pieces.columns(), Initializer.uniform(0.02))
            : null;
    sinusoids = architecture.learnedPositions() ? null : Sinusoids.table(most, pieces.columns());
  }

  /** What the forward pass leaves for the backward pass. */
  record Trace(Indices pieces, Indices positions, Dropout.Mask mask, Matrix output) {}

  /**
   * @param numbers of the pieces
   * @param places of the pieces in their sequences
   */
  Trace forward(Pass pass, int[] numbers, int[] places) {
    Indices rows = pass.workspace().indices(numbers);
    Matrix output = pass.workspace().matrix(numbers.length, pieces.columns());
    pass.kernels().gather(pieces.value(), rows, output);
    pass.kernels().scale(output, scale);
    Matrix added = pass.workspace().matrix(numbers.length, pieces.columns());
    Indices at = pass.workspace().indices(places);
    if (positions == null) {
      float[] values = new float[numbers.length * pieces.columns()];
      for (int i = 0; i < places.length; i++) {
        System.arraycopy(sinusoids[places[i]], 0, values, i * pieces.columns(), pieces.columns());
      }
      added.write(values);
    } else {
      pass.kernels().gather(positions.value(), at, added);
    }
    pass.kernels().add(added, output);
    return new Trace(rows, at, dropout.forward(pass, output), output);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; overwritten
   */
  void backward(Pass pass, Trace trace, Matrix dy) {
    dropout.backward(pass, trace.mask(), dy);
    if (positions != null) {
      pass.kernels().scatterAdd(dy, trace.positions(), pass.gradient(positions));
    }
    pass.kernels().scale(dy, scale);
    pass.kernels().scatterAdd(dy, trace.pieces(), pass.gradient(pieces));
  }
}
