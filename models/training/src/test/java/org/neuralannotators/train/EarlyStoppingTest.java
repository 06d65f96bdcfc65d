package org.neuralannotators.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void stopsAfterPatienceWithoutBetterScore() {
    EarlyStopping state = EarlyStopping.withPatience(2).after(0.5).after(0.7);
    assertThat(state.improved()).isTrue();
    state = state.after(0.7);
    assertThat(state.improved()).isFalse();
    assertThat(state.shouldStop()).isFalse();
    state = state.after(Double.NaN);
    assertThat(state.shouldStop()).isTrue();
    assertThat(state).isEqualTo(new EarlyStopping(2, 4, 2, 0.7));
  }

  @Test
  void firstScoreIsTheBestEvenIfNegative() {
    EarlyStopping state = EarlyStopping.withPatience(1).after(-3);
    assertThat(state.bestScore()).isEqualTo(-3);
    assertThat(state.shouldStop()).isFalse();
  }

  @Test
  void betterScoreResetsThePatience() {
    EarlyStopping state = EarlyStopping.withPatience(2).after(1).after(0).after(2).after(0);
    assertThat(state.shouldStop()).isFalse();
    assertThat(state.bestEpoch()).isEqualTo(3);
  }

  @Test
  void patienceOfZeroIsRefused() {
    assertThatThrownBy(() -> EarlyStopping.withPatience(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0]");
  }
}
