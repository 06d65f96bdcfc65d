package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neuralannotators.label.TaggedSentence;

class CasingTest {
  private final TaggedSentence sentence =
      new TaggedSentence(List.of("İn", "Köln", "straße"), List.of("O", "B-LOC", "I-LOC"));

  @Test
  void tokensChangeAndTagsDoNot() {
    assertThat(Casing.UPPER.of(sentence))
        .isEqualTo(new TaggedSentence(List.of("İN", "KÖLN", "STRASSE"), sentence.tags()));
    assertThat(Casing.LOWER.of(sentence).tokens()).containsExactly("i\u0307n", "köln", "straße");
  }
}
