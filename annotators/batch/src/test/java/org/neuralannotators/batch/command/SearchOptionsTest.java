package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.text.TextChoice;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SearchOptionsTest {
  @Command
  private static final class Search {
    @Mixin private SearchOptions options;
  }

  private static TranslatorOptions parse(String... arguments) {
    Search search = new Search();
    new CommandLine(search).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return search.options.options(1, 0, TranslatorOptions.DEFAULT.seed());
  }

  @Test
  void theDefaultsAreThoseOfTranslators() {
    assertThat(parse()).isEqualTo(TranslatorOptions.DEFAULT);
  }

  @Test
  void eachOptionIsRead() {
    assertThat(
            parse(
                "--beam=3",
                "--length-penalty=0.5",
                "--coverage-penalty=0.25",
                "--pruning-threshold=4",
                "--source-language=en",
                "--target-language=deu_Latn",
                "--task-prefix=translate: ",
                "--threads=2",
                "--precision=bf16"))
        .isEqualTo(
            new SearchChoice(3, 0.5, 0.25, 4.0)
                .over(TranslatorOptions.DEFAULT)
                .withTexts(new TextChoice("en", "deu_Latn", "translate: "))
                .withNumThreads(2)
                .withPrecision(Precision.BF16));
  }
}
