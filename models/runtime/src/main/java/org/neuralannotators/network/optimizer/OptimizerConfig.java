package org.neuralannotators.network.optimizer;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * How gradients become updates.
 *
 * @param method the rule
 * @param momentum of SGD, 0 for none
 * @param beta1 of Adam; 0.9 where {@code beta2} isn't given either
 * @param beta2 of Adam; 0.999 where it isn't given
 * @param clipNorm largest norm of the whole gradient (Pascanu et al. 2013), 0 for no limit
 * @param weightDecay share of a parameter that each step takes off, times the learning rate:
 *     decoupled from the gradient (Loshchilov and Hutter 2019)
 */
public record OptimizerConfig(
    Method method,
    double momentum,
    double beta1,
    double beta2,
    double clipNorm,
    double weightDecay) {
  /** The rules. */
  public enum Method {
    /** Stochastic gradient descent, with Nesterov's momentum where one is given. */
    SGD,
    /** Kingma and Ba 2015. */
    ADAM
  }

  public OptimizerConfig {
    if (method == Method.ADAM && beta2 == 0) {
      beta1 = beta1 == 0 ? Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY : beta1;
      beta2 = Adam.DEFAULT_ADAM_BETA2_VAR_DECAY;
    }
  }

  IUpdater updater(double learningRate) {
    return switch (method) {
      case SGD -> momentum == 0 ? new Sgd(learningRate) : new Nesterovs(learningRate, momentum);
      case ADAM -> new Adam(learningRate, beta1, beta2, 1e-8);
    };
  }

  /** How many numbers of state a parameter has. */
  int statesPerParameter() {
    return (int) updater(1).stateSize(1);
  }
}
