package org.neuralannotators.translate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neuralannotators.translate.text.TranslationWarning.ADDRESSES;
import static org.neuralannotators.translate.text.TranslationWarning.LENGTH;
import static org.neuralannotators.translate.text.TranslationWarning.NUMBERS;
import static org.neuralannotators.translate.text.TranslationWarning.REPETITION;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypothesisGuardTest {
  private static Set<TranslationWarning> faults(String source, String target) {
    return HypothesisGuard.of(TranslationGuards.ALL, new TextPairRules("en", "de-AT", false))
        .faults(source, target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "THE DOG IS BIG. | Dadadadland Deliririsch \u201EAS-AS-Aber-Axt-Aber-Axt-Axt-Axt-Axt",
        "I have lost my keys. | Ich bin SSSSSSSShi.",
        "He sleeps. | Er schl\u00E4ft und schl\u00E4ft und schl\u00E4ft und.",
        "No, no, no! | Nein, nein, nein, nein!",
        "It is late. | Es ist sp\u00E4t, weil ich gern hier bin, denn weil ich gern hier bin.",
      })
  void whatTheSourceDoesNotSayAgainIsRepetition(String source, String target) {
    assertThat(faults(source, target)).containsExactly(REPETITION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No, no, no! | Nein, nein, nein!",
        "Ha ha ha ha! | Hahahaha!",
        "He runs and runs. | Er l\u00E4uft und l\u00E4uft.",
        "Solar power is clean. | Sonnenenergie ist sauber.",
        "Aaaaaaah! | Aaaaaaah!",
        "I know that you know it. | Ich wei\u00DF, dass du es wei\u00DFt.",
      })
  void whatIsSaidAgainInTheSourceIsNone(String source, String target) {
    assertThat(faults(source, target)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I paid 1,234.56 dollars. | Ich zahlte 24 Dollar.",
        "He has 617,594 books. | Er hat 174 B\u00FCcher.",
        "Call 911! | Ruf an!",
        "I have 3 cats. | Ich habe Katzen.",
        "I have many cats. | Ich habe 24 Katzen.",
        "It takes 5-10 minutes. | Es dauert f\u00FCnf Minuten.",
        "I paid 30 dollars. | Ich zahlte 300 Dollar.",
        "In 1984 | Im Jahre 1985",
        "Come at 2:30. | Komm um 10:30.",
        "Come at 2 14:30. | Komm um 2 10:30.",
      })
  void numbersThatChangeAreFound(String source, String target) {
    assertThat(faults(source, target)).containsExactly(NUMBERS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I paid 1,234.56 dollars. | Ich zahlte 1.234,56 Dollar.",
        "It is 1,600 meters high. | Es ist 1600 Meter hoch.",
        "That costs 1.5 euros. | Das kostet 1,50 Euro.",
        "Let's meet at 6:30. | Treffen wir uns um halb sieben!",
        "It opens at 1:30 p.m. | Es \u00F6ffnet um 13.30 Uhr.",
        "Come at 5:00 p.m. | Komm um 17 Uhr.",
        "He lent me 30 pesos. | Er lieh mir drei\u00DFig Pesos.",
        "It holds 5,000 people. | Es fasst f\u00FCnftausend Menschen.",
        "I'm 16 years old. | Ich bin sechzehn Jahre alt.",
        "I am eighteen. | Ich bin 18.",
        "World War II | Der 2. Weltkrieg",
        "the 21st of May | der 21. Mai",
        "\u0661\u0662 cats | 12 Katzen",
      })
  void numbersMayBeWrittenOtherwise(String source, String target) {
    assertThat(faults(source, target)).isEmpty();
  }

  @Test
  void addressesStayAsTheyAre() {
    String source = "See https://example.com/a?x=1, ask tom@example.org or @tom_1.";
    assertThat(faults(source, "Siehe https://example.com/a?x=1, frag tom@example.org oder @tom_1."))
        .isEmpty();
    assertThat(faults(source, "Siehe example, frag tom@example.org oder @tom_1."))
        .containsExactly(ADDRESSES);
  }

  @Test
  void aTargetOfAFewWordsLacksWhatALongSourceSays() {
    String source = "She went to the market and bought apples and pears and milk and bread.";
    assertThat(faults(source, "Sie ging.")).containsExactly(LENGTH);
    assertThat(faults("She went to the market.", "Sie")).isEmpty();
  }

  @Test
  void withoutGuardsNothingIsFound() {
    HypothesisGuard none =
        HypothesisGuard.of(TranslationGuards.NONE, new TextPairRules("en", "de", false));
    assertThat(none.faults("See www.a.b/c 12", "na na na na na")).isEmpty();
  }

  @Test
  void textsOfAMegabyteAreComparedInNoTime() {
    for (String part : List.of("a ", "ab", "1,", "1", "a@", "www.", "12:30 ")) {
      String text = part.repeat(100_000);
      assertThat(faults(text, text)).isEmpty();
    }
  }
}
