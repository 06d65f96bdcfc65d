package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPairRulesTest {
  private static final TextPairRules ENGLISH = new TextPairRules("en", "de", false);

  private static TranslationGuards guards(TextPairRules rules) {
    return TranslationGuards.ALL.of(rules);
  }

  @Test
  void sentencesAreSplitWhereTheNetworkLearntFromSingleOnes() {
    assertThat(guards(ENGLISH)).isEqualTo(TranslationGuards.ALL);
    List<String> single = List.of("I sleep.", "Mr. X eats.");
    assertThat(guards(ENGLISH.learntFrom(single))).isEqualTo(TranslationGuards.ALL);
    List<String> several = Collections.nCopies(5, "I sleep. He eats.");
    assertThat(guards(ENGLISH.learntFrom(several)))
        .isEqualTo(new TranslationGuards(false, true, true, true));
    assertThat(TranslationGuards.NONE.of(ENGLISH.learntFrom(single)))
        .isEqualTo(TranslationGuards.NONE);
  }

  @Test
  void tasksInOneLanguageAreNotGuarded() {
    TextPairRules plurals = new TextPairRules("de", "de-AT", false);
    assertThat(guards(plurals)).isEqualTo(TranslationGuards.NONE);
    assertThat(guards(plurals.learntFrom(List.of("H a u s"))))
        .isEqualTo(new TranslationGuards(true, false, false, false));
  }

  private static final TextPairRules MANY =
      new TextPairRules(
          "mul",
          "mul",
          new TextTemplate(
              "",
              List.of(),
              List.of("</s>"),
              TextTemplate.SourceLanguage.FIRST,
              TextTemplate.TargetLanguage.FIRST,
              List.of("eng_Latn", "deu_Latn")));

  private static final TextPairRules TASKS =
      new TextPairRules("und", "und", TextTemplate.of("a: ", List.of(), List.of("</s>")));

  @Test
  void aModelOfManyLanguagesIsToldTwoOfThem() {
    TextPairRules chosen = MANY.chosen(new TextChoice("en-GB", "deu_Latn", null));
    assertThat(chosen.sourceLanguage()).isEqualTo("en");
    assertThat(chosen.targetLanguage()).isEqualTo("de");
    assertThat(chosen.sourcePiece()).contains("eng_Latn");
    assertThat(chosen.targetPiece()).contains("deu_Latn");
    assertThat(guards(chosen)).isEqualTo(TranslationGuards.ALL);
    assertThat(MANY.targetPiece()).isEmpty();
  }

  @Test
  void languagesThatAModelMustBeToldAreAskedFor() {
    assertThatThrownBy(() -> MANY.chosen(TextChoice.ANY.withLanguages("en", null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("targetLanguage []; expected one of the model's [2]: eng-Latn, deu-Latn");
    assertThatThrownBy(() -> MANY.chosen(TextChoice.ANY.withLanguages("fr", "de")))
        .hasMessage("sourceLanguage [fr]; expected one of the model's [2]: eng-Latn, deu-Latn");
  }

  @Test
  void aModelOfUnknownLanguagesTakesAnyAndAnyTask() {
    TextPairRules chosen = TASKS.chosen(new TextChoice("en", "de", "b: "));
    assertThat(chosen.sourceLanguage() + chosen.targetLanguage()).isEqualTo("ende");
    assertThat(chosen.template().taskPrefix()).isEqualTo("b: ");
    assertThat(TASKS.chosen(TextChoice.ANY)).isEqualTo(TASKS);
    assertThat(guards(TASKS)).isEqualTo(TranslationGuards.NONE);
  }

  @Test
  void aModelOfOnePairRefusesOthers() {
    assertThat(ENGLISH.chosen(new TextChoice("en-GB", null, ""))).isEqualTo(ENGLISH);
    assertThatThrownBy(() -> ENGLISH.chosen(TextChoice.ANY.withLanguages("en", "fr")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("targetLanguage [fr]", "[de]");
    assertThatThrownBy(() -> ENGLISH.chosen(TextChoice.ANY.withTaskPrefix("x")))
        .hasMessageContaining("taskPrefix [x]");
  }
}
