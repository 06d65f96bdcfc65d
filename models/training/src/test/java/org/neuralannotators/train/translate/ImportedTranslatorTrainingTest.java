package org.neuralannotators.train.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.generate.GenerationSettings;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.ReversedLetters;
import org.neuralannotators.translate.TinyTextToText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TextTemplate.SourceLanguage;
import org.neuralannotators.translate.text.TextTemplate.TargetLanguage;

/** Translators with a tokenizer, as imported ones are, are trained further. */
class ImportedTranslatorTrainingTest {
  private static final List<ParallelText> PAIRS = ReversedLetters.pairs().subList(0, 12);

  @TempDir private Path folder;

  private Path config(SourceLanguage source, TargetLanguage target, String more)
      throws IOException {
    Path imported =
        TinyTextToText.write(
            folder,
            new TextPairRules("mul", "mul", TinyTextToText.template(source, target)),
            GenerationSettings.DEFAULT.withBeams(2));
    Files.write(
        folder.resolve("pairs.tsv"),
        PAIRS.stream().map(pair -> pair.source() + "\t" + pair.target()).toList());
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: tuned
        sourceLanguage: en
        targetLanguage: de
        seed: 3
        initialModel: %s
        dropout: {hidden: 0}
        labelSmoothing: 0
        data:
          folder: %s
          sets:
            - {name: letters, licence: CC0, train: pairs.tsv%s}
        training:
          batchTokens: 30
          learningRate: {initial: 0.02, schedule: inverse_square_root, warmup: 0.2}
          epochs: 150
        """
            .formatted(imported, folder, more));
  }

  private Path train(Path config) throws IOException {
    Path out = folder.resolve("tuned");
    Trainer.train(TranslatorRecipe.TASK, config, out, false);
    return out;
  }

  @ParameterizedTest
  @CsvSource({"UNTOLD,IN_SOURCE", "FIRST,FIRST"})
  void theyLearnPairsOfOneOfTheirLanguages(SourceLanguage source, TargetLanguage target)
      throws IOException {
    Path tuned = train(config(source, target, ""));
    try (Translator translator = Translators.load(tuned.toString(), TranslatorOptions.DEFAULT)) {
      assertThat(translator.rules().targetLanguage()).isEqualTo("de");
      assertThat(translator.translate(PAIRS.stream().map(ParallelText::source).toList()))
          .extracting(found -> found.get(0).text())
          .containsExactlyElementsOf(PAIRS.stream().map(ParallelText::target).toList());
    }
    try (ModelBundle bundle = ModelBundle.open(tuned)) {
      assertThat(bundle.manifest().files()).containsKey("tokenizer.json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"subwords: {merges: 10}", "transformer: {units: 8}", "lowercase: true"})
  void whatIsTheirOwnIsNotDescribedAnew(String described) throws IOException {
    Path config = config(SourceLanguage.UNTOLD, TargetLanguage.IN_SOURCE, "");
    Files.writeString(config, Files.readString(config) + described + "\n");
    assertThatThrownBy(() -> train(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("[initialModel]", described.replaceFirst(":.*", ""), "left out");
  }

  @Test
  void textsAloneAndTargetsThatBeginOtherwiseAreRefused() throws IOException {
    Path texts = config(SourceLanguage.UNTOLD, TargetLanguage.IN_SOURCE, ", text: pairs.tsv");
    assertThatThrownBy(() -> train(texts))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("data.sets.text");
    Path begun = config(SourceLanguage.LAST, TargetLanguage.BEGIN, "");
    assertThatThrownBy(() -> train(begun))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("can't be trained");
  }
}
