package org.neuralannotators.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.translate.text.Capitals;
import org.neuralannotators.translate.text.StandIns;

/** What is read in the place of capitals and of numbers. */
class SourceReaderTest {
  private static final Set<String> WORDS =
      Set.of("the", "dog", "is", "big", "Tom", "NATO", "likes", "what", "we", "I'm");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "THE DOG IS BIG. | The dog is big.",
        "TOM LIKES NATO! | Tom likes NATO!",
        "WHAT I'M - I | What I'm - I",
        "WE \u00C4TZEN | We \u00E4tzen",
      })
  void wordsInCapitalsAreReadInTheCaseThatIsKnown(String text, String read) {
    Capitals capitals =
        new Capitals(Locale.ENGLISH, word -> WORDS.contains(word) ? 1 : word.length());
    assertThat(Capitals.isIn(text)).isTrue();
    assertThat(capitals.lowered(text)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({"The DOG IS", "I", "OK", "123", "\u4F60\u597D"})
  void otherTextIsNotInCapitals(String text) {
    assertThat(Capitals.isIn(text)).isFalse();
  }

  @Test
  void numbersAndAddressesHaveStandInsAndComeBackAsTheTargetsLanguageWritesThem() {
    StandIns standIns =
        StandIns.of(
            "In 1984 I paid 1,234.56 or 1 or 20-25% at www.a.org/b", Locale.ENGLISH, Locale.GERMAN);
    assertThat(standIns.text()).isEqualTo("In 2013 I paid 30 or 1 or 15% at Tom");
    assertThat(standIns.restored("2013 zahlte ich 30, 1 oder 15 % bei Tom"))
        .contains("1984 zahlte ich 1.234,56, 1 oder 20-25 % bei www.a.org/b");
    assertThat(standIns.restored("2013 zahlte ich 30 oder 30 bei Tom")).isEmpty();
    assertThat(standIns.restored("2013 zahlte ich 30,5 oder 15 bei Tom")).isEmpty();
  }

  @Test
  void aTextWithoutNumbersIsItsOwn() {
    assertThat(StandIns.of("No number at 2:30", Locale.ENGLISH, Locale.GERMAN))
        .isEqualTo(new StandIns("No number at 2:30", Map.of()));
    assertThat(StandIns.none("a 5").restored("b")).isEqualTo(Optional.of("b"));
  }
}
