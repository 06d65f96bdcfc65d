package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.opennlp.NeuralNameFinder;
import org.neuralannotators.opennlp.NeuralNameFinderBuilder;

/** OpenNLP's texts say no language; the builder does, and the bundle is asked whether it serves. */
class OpenNlpLanguageIT {
  private static NeuralNameFinderBuilder finder(String language, LanguageMismatch mismatch) {
    return NeuralNameFinder.builder()
        .modelLocation("en-ner")
        .language(language)
        .languageMismatch(mismatch);
  }

  @Test
  void aModelForAnotherLanguageIsRefusedIfThatIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finder("de", LanguageMismatch.ERROR).load())
        .withMessageContaining("in the language [de], and the model [en-ner] is for [en]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "EN", "en-US", "en_GB", "", "und"})
  void theSamePrimarySubtagIsTheSameLanguage(String language) throws IOException {
    assertThat(logOfLoading(finder(language, LanguageMismatch.ERROR))).isEmpty();
  }

  @Test
  void byDefaultAModelForAnotherLanguageIsAWarning() throws IOException {
    NeuralNameFinderBuilder builder =
        NeuralNameFinder.builder().modelLocation("en-ner").language("de");
    assertThat(logOfLoading(builder)).contains("in the language [de], and the model [en-ner]");
  }

  @Test
  void nothingIsSaidWhereTheMismatchIsIgnoredOrNoLanguageWasNamed() throws IOException {
    assertThat(logOfLoading(finder("de", LanguageMismatch.IGNORE))).isEmpty();
    assertThat(logOfLoading(NeuralNameFinder.builder().modelLocation("en-ner"))).isEmpty();
  }

  /** Lines of the log on languages. */
  private static String logOfLoading(NeuralNameFinderBuilder builder) throws IOException {
    PrintStream standard = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      builder.load().close();
    } finally {
      System.setErr(standard);
    }
    return String.join(
        "\n",
        log.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("language"))
            .toList());
  }
}
