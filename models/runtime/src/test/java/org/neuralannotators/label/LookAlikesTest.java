package org.neuralannotators.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
  @Test
  void labelsThatDifferInCapitalsAloneAreGrouped() {
    assertThat(LookAlikes.of(List.of("LOC", "PER", "Per", "loc", "ORG", "per")))
        .containsExactly(List.of("LOC", "loc"), List.of("PER", "Per", "per"));
    assertThat(LookAlikes.of(List.of("LOC", "LOCATION"))).isEmpty();
  }
}
