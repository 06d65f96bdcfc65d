package org.neuralannotators.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSetTest {
  private final LabelSet labels = LabelSet.of(TagScheme.BIO, List.of("PER", "LOC"));

  @Test
  void tagsAndIndexesAgree() {
    assertThat(labels.tags()).containsExactly("O", "B-PER", "I-PER", "B-LOC", "I-LOC");
    for (int i = 0; i < labels.size(); i++) {
      assertThat(labels.index(labels.tag(i))).isEqualTo(i);
    }
  }

  @Test
  void constraintsFollowTheScheme() {
    assertThat(labels.allowedStarts()).containsExactly(true, true, false, true, false);
    assertThat(labels.allowedEnds()).containsExactly(true, true, true, true, true);
    assertThat(labels.allowedTransitions()[1]).containsExactly(true, true, true, true, false);
  }

  @Test
  void unknownTagIsNamed() {
    assertThatThrownBy(() -> labels.index("B-ORG"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[B-ORG]");
  }

  @Test
  void typesThatCannotBeLabelsAreRefused() {
    for (List<String> types : List.of(List.of("O"), List.of(" "), List.of("PER", "PER"))) {
      assertThatThrownBy(() -> LabelSet.of(TagScheme.BIO, types))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tagsWithoutSchemeAreTheTypesAsTheyAre() {
    List<String> types = List.of("NOUN", "noun", ".", "$", "PRP$", "-LRB-", "B-X", "I-X", "O");
    LabelSet tags = LabelSet.of(TagScheme.NONE, types);
    assertThat(tags.tags()).isEqualTo(types);
    assertThat(tags.index("noun")).isEqualTo(1);
  }

  @Test
  void withoutSchemeEverythingIsAllowed() {
    LabelSet tags = LabelSet.of(TagScheme.NONE, List.of("B-X", "I-X", "I-Y"));
    assertThat(tags.allowedStarts()).containsOnly(true);
    assertThat(tags.allowedEnds()).containsOnly(true);
    assertThat(tags.allowedTransitions())
        .isDeepEqualTo(
            new boolean[][] {{true, true, true}, {true, true, true}, {true, true, true}});
  }

  @Test
  void tagsWithoutSchemeAreNeitherBlankNorDoubled() {
    for (List<String> types : List.of(List.of(" "), List.of("NN", "NN"))) {
      assertThatThrownBy(() -> LabelSet.of(TagScheme.NONE, types))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
