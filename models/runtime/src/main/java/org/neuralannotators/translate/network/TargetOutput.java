package org.neuralannotators.translate.network;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.PieceOutput;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Which piece of the target comes next. Hidden states are overwritten.
 *
 * @param output to scores
 * @param factor by which hidden states are multiplied before
 */
record TargetOutput(PieceOutput output, double factor) {
  /** The score of each piece behind each row, from which a softmax makes probabilities. */
  Matrix scores(Pass pass, Matrix hidden) {
    return output.scores(pass, scaled(pass, hidden));
  }

  /** As {@link PieceOutput#train}. */
  double train(Pass pass, Matrix hidden, int[] labels, double weight, Matrix dHidden) {
    double loss = output.train(pass, scaled(pass, hidden), labels, weight, dHidden);
    scaled(pass, dHidden);
    return loss;
  }

  private Matrix scaled(Pass pass, Matrix rows) {
    if (factor != 1) {
      pass.kernels().scale(rows, factor);
    }
    return rows;
  }
}
