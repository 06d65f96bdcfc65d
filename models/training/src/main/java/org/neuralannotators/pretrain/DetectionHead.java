package org.neuralannotators.pretrain;

import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Tells replaced pieces from those of the text: a layer with GELU and a sigmoid (Clark et al. 2020,
 * section 2). Parameters have the names of Hugging Face's {@code ElectraForPreTraining}.
 */
final class DetectionHead {
  private static final String NAME = "discriminator_predictions.";

  private final Linear dense;
  private final Gelu gelu;
  private final Linear prediction;

  DetectionHead(Parameters parameters, BertArchitecture architecture) {
    int columns = architecture.hidden();
    dense = new Linear(parameters, NAME + "dense", columns, columns, Activation.IDENTITY);
    gelu = architecture.activation();
    prediction = new Linear(parameters, NAME + "dense_prediction", columns, 1, Activation.IDENTITY);
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param scores [rows, 1], before the sigmoid
   */
  record Trace(Matrix x, Matrix z, Matrix a, Matrix scores) {}

  Trace forward(Pass pass, Matrix hidden) {
    Matrix z = dense.forward(pass, hidden);
    Matrix a = pass.training() ? pass.workspace().matrix(z.rows(), z.columns()) : z;
    pass.kernels().gelu(gelu, z, a);
    return new Trace(hidden, z, a, prediction.forward(pass, a));
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
      gradient[i] = each * (Activation.SIGMOID.value(scores[i]) - (replaced[i] ? 1 : 0));
    }
    Matrix dScores = pass.workspace().matrix(scores.length, 1).write(gradient);
    Matrix dz = prediction.backward(pass, trace.a(), trace.scores(), dScores);
    pass.kernels().geluBackward(gelu, trace.z(), dz);
    return new Gradient(
        weight * tally(trace, replaced).loss() / scores.length,
        dense.backward(pass, trace.x(), trace.z(), dz));
  }
}
