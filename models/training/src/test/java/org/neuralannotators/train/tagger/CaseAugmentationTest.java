package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CaseAugmentationTest {
  private static final List<String> SENTENCE = List.of("Ann", "lives", "in", "ﬁne", "Graz", ".");

  @Test
  void sharesOfTheSentencesAreInAnotherCase() {
    CaseAugmentation augmentation = new CaseAugmentation(0.2, 0.1, 0.3);
    SplittableRandom random = new SplittableRandom(1);
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      counts.merge(augmentation.apply(SENTENCE, random), 1, Integer::sum);
    }
    assertThat(counts).hasSize(4);
    assertShare(counts, 0.2, "ann", "lives", "in", "ﬁne", "graz", ".");
    assertShare(counts, 0.1, "ANN", "LIVES", "IN", "FINE", "GRAZ", ".");
    assertShare(counts, 0.3, "Ann", "Lives", "In", "FIne", "Graz", ".");
    assertShare(counts, 0.4, SENTENCE.toArray(String[]::new));
  }

  private static void assertShare(
      Map<List<String>, Integer> counts, double share, String... tokens) {
    assertThat(counts.get(List.of(tokens)) / 10_000.0).isCloseTo(share, offset(0.02));
  }

  @Test
  void sharesThatArentAreRefused() {
    assertThatThrownBy(() -> new CaseAugmentation(0.6, 0.6, 0))
        .hasMessageContaining("[lowerCase: 0.6, upperCase: 0.6, titleCase: 0.0]")
        .hasMessageContaining("at most 1 together");
    assertThatThrownBy(() -> new CaseAugmentation(-0.1, 0, 0)).hasMessageContaining("-0.1");
  }
}
