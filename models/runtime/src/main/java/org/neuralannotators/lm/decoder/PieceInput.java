package org.neuralannotators.lm.decoder;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.transformer.Sinusoids;

/** The embeddings of pieces and, where these aren't told by rotations, of their positions. */
final class PieceInput {
  private static final double DEVIATION = 0.02;

  private final Parameter pieces;

  /** Null where positions aren't learnt. */
  private final Parameter positions;

  /** Null where positions aren't sinusoids. */
  private final Sinusoids sinusoids;

  private final Dropout dropout;

  PieceInput(Parameters parameters, DecoderArchitecture architecture, Dropout dropout) {
    pieces =
        parameters.add(
            "embeddings.pieces.weight",
            architecture.vocabulary(),
            architecture.hidden(),
            Initializer.truncatedNormal(DEVIATION));
    positions =
        architecture.positions() == DecoderArchitecture.Positions.LEARNED
            ? parameters.add(
                "embeddings.positions.weight",
                architecture.maximumPositions(),
                architecture.hidden(),
                Initializer.truncatedNormal(DEVIATION))
            : null;
    sinusoids =
        architecture.positions() == DecoderArchitecture.Positions.SINUSOIDAL
            ? new Sinusoids(architecture.hidden(), 0)
            : null;
    this.dropout = dropout;
  }

  /** [vocabulary, hidden]. */
  Parameter pieces() {
    return pieces;
  }

  /**
   * @param numbers of the pieces
   * @param places of the pieces in their texts
   */
  Traced forward(Pass pass, int[] numbers, int[] places) {
    Indices rows = pass.workspace().indices(numbers);
    Indices at = pass.workspace().indices(places);
    Matrix output = pass.workspace().matrix(numbers.length, pieces.columns());
    pass.kernels().gather(pieces.value(), rows, output);
    if (positions != null) {
      Matrix added = pass.workspace().matrix(numbers.length, pieces.columns());
      pass.kernels().gather(positions.value(), at, added);
      pass.kernels().add(added, output);
    }
    if (sinusoids != null) {
      pass.kernels().add(sinusoids.at(pass, places), output);
    }
    Dropout.Mask mask = dropout.forward(pass, output);
    return new Traced(
        output,
        (back, dy) -> {
          dropout.backward(back, mask, dy);
          if (positions != null) {
            back.kernels().scatterAdd(dy, at, back.gradient(positions));
          }
          back.kernels().scatterAdd(dy, rows, back.gradient(pieces));
          return dy;
        });
  }
}
