package org.neuralannotators.lm.decoder;

import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.TiedLinear;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Which piece comes next: the product of a hidden state with a vector of each piece.
 *
 * @param pieces [vocabulary, hidden]
 */
record PieceOutput(Parameter pieces) {
  /** Scores of all pieces take much memory: those of so many rows stay in the caches. */
  private static final int ROWS = 256;

  /** The score of each piece behind each row, from which a softmax makes probabilities. */
  Matrix scores(Pass pass, Matrix hidden) {
    return TiedLinear.forward(pass, hidden, pieces);
  }

  /** The negative logarithm of the probability of pieces, added up. */
  double loss(Pass pass, Matrix hidden, int[] labels) {
    return inParts(
        pass,
        hidden,
        labels,
        (part, own, from, to) -> {
          Matrix scores = scores(pass, part);
          return pass.kernels().smoothedCrossEntropy(scores, own, 0, 1);
        });
  }

  /**
   * The same, weighted, with a way back.
   *
   * @param dHidden overwritten by the gradient of the hidden states
   */
  double train(Pass pass, Matrix hidden, int[] labels, double weight, Matrix dHidden) {
    return inParts(
        pass,
        hidden,
        labels,
        (part, own, from, to) -> {
          Matrix scores = scores(pass, part);
          double loss = pass.kernels().smoothedCrossEntropy(scores, own, 0, weight);
          pass.kernels().multiply(scores, false, pieces.value(), false, 0, dHidden.rows(from, to));
          pass.kernels().multiply(scores, true, part, false, 1, pass.gradient(pieces));
          return loss;
        });
  }

  /** What is computed of some rows. */
  private interface PartLoss {
    double of(Matrix hidden, Indices labels, int from, int to);
  }

  private static double inParts(Pass pass, Matrix hidden, int[] labels, PartLoss part) {
    Indices all = pass.workspace().indices(labels);
    double loss = 0;
    for (int from = 0; from < labels.length; from += ROWS) {
      int to = Math.min(from + ROWS, labels.length);
      Workspace.Mark mark = pass.workspace().mark();
      Indices own = new Indices(all.memory(), all.offset() + from, to - from);
      loss += part.of(hidden.rows(from, to), own, from, to);
      pass.workspace().release(mark);
    }
    return loss;
  }
}
