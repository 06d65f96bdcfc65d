package org.neuralannotators.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TaggingTest {
  @Test
  void spansRunAcrossBlankTokensAndNeverBeginOrEndAtOne() {
    Tagging read =
        new Tagging(
            List.of("B-PER", "E-PER", "S-LOC", "O"),
            List.of(0.9, 0.8, 0.7, 0.6),
            List.of(new TaggedSpan(0, 2, "PER", 0.75), new TaggedSpan(2, 3, "LOC", 0.65)));
    Tagging whole = read.spread(new int[] {1, 4, 5, 7}, 9, TagScheme.BIOES);
    assertThat(whole.tags())
        .containsExactly("O", "B-PER", "I-PER", "I-PER", "E-PER", "S-LOC", "O", "O", "O");
    assertThat(whole.confidences()).containsExactly(1.0, 0.9, 0.9, 0.9, 0.8, 0.7, 1.0, 0.6, 1.0);
    assertThat(whole.spans())
        .containsExactly(new TaggedSpan(1, 5, "PER", 0.75), new TaggedSpan(5, 6, "LOC", 0.65));
    assertThat(TagScheme.BIOES.decode(whole.tags()))
        .allSatisfy(span -> assertThat(whole.spans()).anyMatch(span::matches))
        .hasSize(2);
  }

  @Test
  void blankTokensHaveNoPartOfSpeech() {
    Tagging read = new Tagging(List.of("NOUN"), List.of(0.9), List.of());
    Tagging whole = read.spread(new int[] {1}, 3, TagScheme.NONE);
    assertThat(whole.tags()).containsExactly(Tagging.UNTAGGED, "NOUN", Tagging.UNTAGGED);
    assertThat(whole.confidences()).containsExactly(1.0, 0.9, 1.0);
  }
}
