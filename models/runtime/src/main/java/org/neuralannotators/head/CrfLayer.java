package org.neuralannotators.head;

import java.util.Arrays;
import java.util.List;
import org.neuralannotators.crf.CrfGradient;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** The CRF on the emissions of a batch; its transition scores are a parameter [K + 2, K]. */
public final class CrfLayer {
  private final TransitionConstraints constraints;
  private final Parameter transitions;

  /**
   * @param scored whether transitions are scored; otherwise labels are independent
   */
  public CrfLayer(Parameters parameters, TransitionConstraints constraints, boolean scored) {
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

  /** Number of labels. */
  public int labels() {
    return constraints.labels();
  }

  /** The CRF with the transition scores of now. */
  public LinearChainCrf crf() {
    int labels = constraints.labels();
    return new LinearChainCrf(
        constraints,
        transitions == null ? new double[(labels + 2) * labels] : transitions.value().toDoubles());
  }

  /** The emissions of each sentence. */
  public static Emissions[] unpack(TokenRows tokens, Matrix emissions) {
    int labels = emissions.columns();
    double[] packed = emissions.toDoubles();
    double[] scores = new double[packed.length];
    for (int i = 0; i < tokens.rows().length; i++) {
      System.arraycopy(packed, tokens.rows()[i] * labels, scores, i * labels, labels);
    }
    Emissions[] sentences = new Emissions[tokens.lengths().length];
    int offset = 0;
    for (int i = 0; i < sentences.length; i++) {
      sentences[i] = new Emissions(scores, offset, tokens.lengths()[i], labels);
      offset += tokens.lengths()[i] * labels;
    }
    return sentences;
  }

  /**
   * The loss: the mean of the sentences' losses, weighted.
   *
   * @param loss its value
   * @param dEmissions its gradient [rows, K]
   */
  public record Loss(double loss, Matrix dEmissions) {}

  /**
   * Adds to the transitions' gradient.
   *
   * @param targets of the sentences
   * @param weight of the batch
   */
  public Loss loss(
      Pass pass, TokenRows tokens, Matrix emissions, List<CrfTarget> targets, double weight) {
    int labels = constraints.labels();
    LinearChainCrf crf = crf();
    Emissions[] sentences = unpack(tokens, emissions);
    double[] dTokens = new double[tokens.rows().length * labels];
    double[] dTransitions = new double[(labels + 2) * labels];
    CrfGradient gradient = new CrfGradient(dTokens, dTransitions);
    double sum = 0;
    for (int i = 0; i < sentences.length; i++) {
      sum += targets.get(i).loss(crf, sentences[i], gradient);
    }
    double scale = weight / sentences.length;
    if (transitions != null) {
      double[] scaled = Arrays.stream(dTransitions).map(g -> g * scale).toArray();
      Matrix added = pass.workspace().matrix(labels + 2, labels).write(scaled);
      pass.gradient(transitions).add(added);
    }
    double[] dRows = new double[dTokens.length];
    for (int i = 0; i < dTokens.length; i++) {
      dRows[tokens.rows()[i / labels] * labels + i % labels] = dTokens[i] * scale;
    }
    return new Loss(sum * scale, pass.workspace().matrix(emissions.rows(), labels).write(dRows));
  }
}
