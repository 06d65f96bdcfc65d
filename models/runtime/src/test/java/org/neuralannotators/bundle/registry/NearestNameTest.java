package org.neuralannotators.bundle.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({
    "minConfidnce, minConfidence",
    "MINCONFIDENCE, minConfidence",
    "modellocation, modelLocation",
    "x, tagMap",
  })
  void findsTheNameWithTheFewestChanges(String given, String nearest) {
    assertThat(NearestName.of(given, List.of("modelLocation", "minConfidence", "tagMap")))
        .isEqualTo(nearest);
  }
}
