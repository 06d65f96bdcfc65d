package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Which piece comes next: the product of a hidden state with a vector of each piece, and a softmax.
 *
 * @param pieces [vocabulary, hidden]
 * @param bias [1, vocabulary], added to the scores; null for none
 * @param smoothing share of a label that is spread over all pieces in training
 */
public record PieceOutput(Parameter pieces, Parameter bias, double smoothing) {
  /** Scores of all pieces take much memory: those of so many rows stay in the caches. */
  private static final int ROWS = 256;

  /** Without a bias. */
  public PieceOutput(Parameter pieces, double smoothing) {
    this(pieces, null, smoothing);
  }

  /** The score of each piece behind each row, from which a softmax makes probabilities. */
  public Matrix scores(Pass pass, Matrix hidden) {
    return TiedLinear.forward(pass, hidden, pieces, bias);
  }

  /** The negative logarithm of the probability of pieces, added up, without smoothing. */
  public double loss(Pass pass, Matrix hidden, int[] labels) {
    return inParts(
        pass,
        hidden,
        labels,
        (part, own, from, to) ->
            pass.kernels().smoothedCrossEntropy(scores(pass, part), own, 0, 1));
  }

  /**
   * The same, smoothed and weighted, with a way back.
   *
   * @param labels the piece that comes behind each row
   * @param weight of each row
   * @param dHidden overwritten by the gradient of the hidden states
   */
  public double train(Pass pass, Matrix hidden, int[] labels, double weight, Matrix dHidden) {
    return inParts(
        pass,
        hidden,
        labels,
        (part, own, from, to) -> {
          Matrix scores = scores(pass, part);
          double loss = pass.kernels().smoothedCrossEntropy(scores, own, smoothing, weight);
          pass.kernels().multiply(scores, false, pieces.value(), false, 0, dHidden.rows(from, to));
          pass.kernels().multiply(scores, true, part, false, 1, pass.gradient(pieces));
          if (bias != null) {
            pass.kernels().addColumnSums(scores, pass.gradient(bias));
          }
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
