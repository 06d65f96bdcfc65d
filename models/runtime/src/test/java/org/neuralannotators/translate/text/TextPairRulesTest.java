package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;

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
}
