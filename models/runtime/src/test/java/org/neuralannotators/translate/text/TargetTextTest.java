package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTextTest {
  @Test
  void whatIsBlankBetweenSentencesStays() {
    TargetText target =
        TargetText.of(
            "\n\tOne. Two.\n\nThree.\u00A0 \n",
            List.of(new Word(2, 6), new Word(7, 11), new Word(13, 19)),
            List.of("Eins.", "Zwei.", "Drei."));
    assertThat(target.text()).isEqualTo("\n\tEins. Zwei.\n\nDrei.\u00A0 \n");
    assertThat(target.sentences())
        .extracting(place -> place.in(target.text()))
        .containsExactly("Eins.", "Zwei.", "Drei.");
    assertThat(target.isWhole()).isTrue();
  }

  @Test
  void neighboursAndOverlappingSentencesGetASpaceBetween() {
    TargetText target =
        TargetText.of(
            "OneTwo.",
            List.of(new Word(0, 7), new Word(2, 3), new Word(3, 7)),
            List.of("a", "b", "c"));
    assertThat(target.text()).isEqualTo("a b c");
    assertThat(target.isWhole()).isTrue();
  }

  @Test
  void textOutsideOfSentencesIsLeftOut() {
    TargetText behind = TargetText.of("One. rest\n", List.of(new Word(0, 4)), List.of("Eins."));
    assertThat(behind.text()).isEqualTo("Eins. \n");
    assertThat(behind.isWhole()).isFalse();
    TargetText before = TargetText.of("a\nOne.", List.of(new Word(2, 6)), List.of("Eins."));
    assertThat(before.text()).isEqualTo("\nEins.");
    assertThat(before.isWhole()).isFalse();
  }

  @Test
  void aTextWithoutSentencesHasAnEmptyTarget() {
    assertThat(TargetText.of("", List.of(), List.of()))
        .isEqualTo(new TargetText("", List.of(), true));
    assertThat(TargetText.of("One.", List.of(), List.of()))
        .isEqualTo(new TargetText("", List.of(), false));
  }

  @Test
  void blanksAroundASentenceAreNotPartOfIt() {
    String text = " \u00A0One \n";
    assertThat(new Word(0, text.length()).strip(text).in(text)).isEqualTo("One");
    assertThat(new Word(0, 2).strip(text).in(text)).isEmpty();
  }
}
