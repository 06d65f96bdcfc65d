package org.neuralannotators.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanVectorTest {
  @Test
  void everyVectorCountsTheSame() {
    assertThat(MeanVector.of(new float[][] {{1, -2}, {2, 0}, {6, 5}})).containsExactly(3, 1);
  }

  @Test
  void smallNumbersBesideLargeOnesAreNotLost() {
    float large = 1 << 24;
    assertThat(MeanVector.of(new float[][] {{large}, {1}, {1}, {-large}})).containsExactly(0.5f);
  }

  @Test
  void blankTokensHaveNoPartInIt() {
    float[][] vectors = {{4, 2}, {0, 0}, {2, 0}};
    assertThat(MeanVector.of(List.of("a", "\n", "b"), vectors)).containsExactly(3, 1);
    assertThat(MeanVector.of(List.of("\n"), new float[][] {{0, 0}})).containsExactly(0, 0);
  }
}
