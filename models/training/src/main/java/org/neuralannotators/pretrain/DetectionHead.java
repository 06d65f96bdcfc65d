package org.neuralannotators.pretrain;

import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Tells replaced pieces from those of the text: a layer with GELU and a sigmoid (Clark et al. 2020,
 * section 2). Parameters have the names of Hugging Face's {@code ElectraForPreTraining}.
 */
final class DetectionHead {
  private static final String NAME = "discriminator_predictions.";

  private final ActivatedLinear dense;
  private final Linear prediction;

  DetectionHead(Parameters parameters, BertArchitecture architecture) {
    int columns = architecture.hidden();
    dense =
        new ActivatedLinear(
            parameters, NAME + "dense", columns, columns, architecture.activation());
    prediction = new Linear(parameters, NAME + "dense_prediction", columns, 1, Activation.IDENTITY);
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param scores [rows, 1], before the sigmoid
   */
  record Trace(ActivatedLinear.Trace dense, Matrix scores) {}

  Trace forward(Pass pass, Matrix hidden) {
    ActivatedLinear.Trace inner = dense.forward(pass, hidden);
    return new Trace(inner, prediction.forward(pass, inner.output()));
  }

  /** How well the rows that are replaced were told. */
  static Tally tally(Trace trace, boolean[] replaced) {
    double[] scores = trace.scores().toDoubles();
    double loss = 0;
    long hits = 0;
    for (int i = 0; i < scores.length; i++) {
      loss += loss(scores[i], replaced[i]);
      hits += scores[i] > 0 == replaced[i] ? 1 : 0;
    }
    return new Tally(loss, hits, scores.length);
  }

  /** The cross-entropy of the sigmoid of a score, without overflow. */
  private static double loss(double score, boolean replaced) {
    double wrong = replaced ? -score : score;
    return Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
  }

  private static double sigmoid(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  /** The backward pass: the loss, and the gradient of the hidden states. */
  record Gradient(double loss, Matrix hidden) {}

  /**
   * Adds to the parameters' gradients.
   *
   * @param weight of the mean over the rows
   */
  Gradient backward(Pass pass, Trace trace, boolean[] replaced, double weight) {
    double[] scores = trace.scores().toDoubles();
    double each = weight / scores.length;
    double[] gradient = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      gradient[i] = each * (sigmoid(scores[i]) - (replaced[i] ? 1 : 0));
    }
    Matrix dScores = pass.workspace().matrix(scores.length, 1).write(gradient);
    Matrix dInner = prediction.backward(pass, trace.dense().output(), trace.scores(), dScores);
    return new Gradient(
        weight * tally(trace, replaced).loss() / scores.length,
        dense.backward(pass, trace.dense(), dInner));
  }
}
