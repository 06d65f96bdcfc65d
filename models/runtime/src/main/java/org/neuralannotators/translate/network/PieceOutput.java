package org.neuralannotators.translate.network;

import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.TiedLinear;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Which piece comes next: the product of a hidden state with each piece's embedding, and a softmax.
 *
 * @param pieces [vocabulary, units]
 * @param smoothing share of the labels that is spread over all pieces
 */
record PieceOutput(Parameter pieces, double smoothing) {
  /** Scores of all pieces take much memory: those of so many rows stay in the caches. */
  private static final int ROWS = 256;

  /** The probability of each piece behind each row. */
  Matrix probabilities(Pass pass, Matrix hidden) {
    Matrix scores = TiedLinear.forward(pass, hidden, pieces);
    pass.kernels().softmax(scores);
    return scores;
  }

  /** A loss, and its gradient. */
  record Loss(double value, Matrix dHidden) {}

  /**
   * Adds to the gradient of the embeddings.
   *
   * @param labels the piece that comes behind each row
   * @param weight of the mean over the rows
   */
  Loss loss(Pass pass, Matrix hidden, int[] labels, double weight) {
    Matrix dHidden = pass.workspace().matrix(hidden.rows(), hidden.columns());
    Indices all = pass.workspace().indices(labels);
    double loss = 0;
    for (int from = 0; from < labels.length; from += ROWS) {
      int to = Math.min(from + ROWS, labels.length);
      Workspace.Mark mark = pass.workspace().mark();
      Matrix part = hidden.rows(from, to);
      Matrix scores = TiedLinear.forward(pass, part, pieces);
      Indices own = new Indices(all.memory(), all.offset() + from, to - from);
      loss += pass.kernels().smoothedCrossEntropy(scores, own, smoothing, weight / labels.length);
      pass.kernels().multiply(scores, false, pieces.value(), false, 0, dHidden.rows(from, to));
      pass.kernels().multiply(scores, true, part, false, 1, pass.gradient(pieces));
      pass.workspace().release(mark);
    }
    return new Loss(loss, dHidden);
  }
}
