package org.neuralannotators.zeroshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntityQueryTest {
  private static final List<String> LABELS = List.of("person", "crime weapon");

  @Test
  void optionsWithoutLabelsAskForNothing() {
    assertThat(EntityQuery.ofOptions(List.of(), null, false)).isNull();
    assertThat(EntityQuery.ofOptions(LABELS, null, false)).isEqualTo(EntityQuery.of(LABELS));
    assertThat(EntityQuery.ofOptions(LABELS, 0.3, true))
        .isEqualTo(EntityQuery.of(LABELS).withThreshold(0.3).withNested(true));
  }

  @Test
  void aThresholdOrNestedEntitiesNeedLabels() {
    assertThatThrownBy(() -> EntityQuery.ofOptions(List.of(), 0.3, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[threshold] without [labels]");
    assertThatThrownBy(() -> EntityQuery.ofOptions(List.of(), null, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[nested] without [labels]");
  }

  @Test
  void labelsAndThresholdsThatCannotBeUsedAreRefused() {
    assertThatThrownBy(() -> EntityQuery.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No labels");
    assertThatThrownBy(() -> EntityQuery.of(List.of("person", " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[ ]");
    assertThatThrownBy(() -> EntityQuery.of(List.of("person", "person")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[person, person]");
    for (double threshold : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> EntityQuery.of(LABELS).withThreshold(threshold))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[" + threshold + "]");
    }
  }
}
