package org.neuralannotators.network.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuralannotators.network.optimizer.OptimizerConfig.Method;

class OptimizerConfigTest {
  @Test
  void adamsBetasAreThePapersWhereNoneAreGiven() {
    assertThat(new OptimizerConfig(Method.ADAM, 0, 0, 0, 5, 0))
        .isEqualTo(new OptimizerConfig(Method.ADAM, 0, 0.9, 0.999, 5, 0));
    assertThat(new OptimizerConfig(Method.ADAM, 0, 0.8, 0, 5, 0))
        .isEqualTo(new OptimizerConfig(Method.ADAM, 0, 0.8, 0.999, 5, 0));
  }

  @Test
  void adamsBetasThatAreGivenStay() {
    OptimizerConfig given = new OptimizerConfig(Method.ADAM, 0, 0, 0.99, 5, 0);

    assertThat(given.beta1()).isZero();
    assertThat(given.beta2()).isEqualTo(0.99);
  }
}
