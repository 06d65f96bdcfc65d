package org.neuralannotators.tagger;

import java.util.Arrays;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/** The CRF on the emissions of a batch; its transition scores are a parameter [K + 2, K]. */
final class CrfLayer {
  private final TransitionConstraints constraints;
  private final Parameter transitions;

  /**
   * @param scored whether transitions are scored; otherwise labels are independent
   */
  CrfLayer(Parameters parameters, TransitionConstraints constraints, boolean scored) {
    this.constraints = scored ? constraints : TransitionConstraints.none(constraints.labels());
    transitions =
        scored
            ? parameters.add(
                "crf.transitions",
                constraints.labels() + 2,
                constraints.labels(),
                Initializer.zeros())
            : null;
  }

  /** The CRF with the transition scores of now. */
  LinearChainCrf crf() {
    int labels = constraints.labels();
    return new LinearChainCrf(
        constraints,
        transitions == null ? new double[(labels + 2) * labels] : transitions.value().toDoubles());
  }

  /** The emissions of each sentence, in the caller's order. */
  static Emissions[] unpack(PackedSequence packed, Matrix emissions) {
    int labels = emissions.columns();
    double[] rows = emissions.toDoubles();
    double[] tokens = new double[rows.length];
    Emissions[] sentences = new Emissions[packed.sequences()];
    int offset = 0;
    for (int i = 0; i < sentences.length; i++) {
      sentences[packed.original(i)] = new Emissions(tokens, offset, packed.length(i), labels);
      for (int t = 0; t < packed.length(i); t++) {
        System.arraycopy(rows, packed.row(i, t) * labels, tokens, offset, labels);
        offset += labels;
      }
    }
    return sentences;
  }

  /**
   * The loss: the mean of the sentences' negative log-likelihoods, weighted.
   *
   * @param loss its value
   * @param dEmissions its gradient [packed rows, K]
   */
  record Loss(double loss, Matrix dEmissions) {}

  /**
   * Adds to the transitions' gradient.
   *
   * @param gold the labels of each sentence, in the caller's order
   * @param weight of the batch
   */
  Loss loss(Pass pass, PackedSequence packed, Matrix emissions, int[][] gold, double weight) {
    int labels = constraints.labels();
    LinearChainCrf crf = crf();
    Emissions[] sentences = unpack(packed, emissions);
    double[] dTokens = new double[packed.rows() * labels];
    double[] dTransitions = new double[(labels + 2) * labels];
    double sum = 0;
    for (int i = 0; i < sentences.length; i++) {
      sum += crf.loss(sentences[i], gold[i], dTokens, dTransitions);
    }
    double scale = weight / packed.sequences();
    if (transitions != null) {
      double[] scaled = Arrays.stream(dTransitions).map(g -> g * scale).toArray();
      Matrix added = pass.workspace().matrix(labels + 2, labels).write(scaled);
      pass.gradient(transitions).add(added);
    }
    double[] dRows = new double[dTokens.length];
    for (int i = 0; i < packed.sequences(); i++) {
      int offset = sentences[packed.original(i)].offset();
      for (int t = 0; t < packed.length(i); t++) {
        for (int label = 0; label < labels; label++) {
          dRows[packed.row(i, t) * labels + label] = dTokens[offset + t * labels + label] * scale;
        }
      }
    }
    return new Loss(sum * scale, pass.workspace().matrix(emissions.rows(), labels).write(dRows));
  }
}
