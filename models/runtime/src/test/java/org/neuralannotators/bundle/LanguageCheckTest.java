package org.neuralannotators.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageCheckTest {
  private final List<String> warnings = new ArrayList<>();

  private LanguageCheck check(String language, LanguageMismatch mismatch) {
    return new LanguageCheck(
        ModelManifest.builder("bilstm-crf-tagger", "en-ner").language(language).build(),
        mismatch,
        warnings::add);
  }

  @ParameterizedTest
  @CsvSource({
    "en, en-US, true",
    "en, EN, true",
    "en, en_GB, true",
    "en-GB, en, true",
    "en, x-unspecified, true",
    "en, und, true",
    "en, '', true",
    "en, , true",
    "mul, de, true",
    ", de, true",
    "en, de, false",
    "en, eng, false",
    "en, de-en, false",
  })
  void comparesPrimarySubtagsAndPassesWhatIsUnknown(String model, String document, boolean serves) {
    assertThat(check(model, LanguageMismatch.WARN).serves(document)).isEqualTo(serves);
  }

  @Test
  void warnsOnceForEachLanguage() {
    LanguageCheck check = check("en", LanguageMismatch.WARN);

    for (String language : List.of("en", "de", "DE", "de-AT", "fr", "de")) {
      check.check(language);
    }

    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(0)).contains("[de]", "[en-ner]", "for [en]", "[languageMismatch]");
    assertThat(warnings.get(1)).contains("[fr]");
  }

  @Test
  void refusesWhereThatIsWanted() {
    LanguageCheck check = check("en", LanguageMismatch.ERROR);

    check.check("en-US");
    assertThatThrownBy(() -> check.check("de"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[de]", "[en-ner]", "[en]");
    assertThat(warnings).isEmpty();
  }

  @Test
  void keepsSilentWhereThatIsWanted() {
    check("en", LanguageMismatch.IGNORE).check("de");

    assertThat(warnings).isEmpty();
  }
}
