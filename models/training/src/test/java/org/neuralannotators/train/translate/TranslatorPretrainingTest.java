package org.neuralannotators.train.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.translate.ReversedLetters;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;

/** Translators that learn from text, and translators that start from others. */
class TranslatorPretrainingTest {
  private static final String DATA =
      "{name: letters, licence: CC0, train: pairs.tsv, dev: pairs.tsv}";

  private static final String INITIAL_MODEL = "seed: 4\ninitialModel: ";

  /** Knows how letters are reversed, more or less. */
  @TempDir private static Path initial;

  @TempDir private Path folder;
  private Path config;

  /** Breaks a training off. */
  private static final class BrokenOff extends RuntimeException {}

  @BeforeAll
  static void trainInitialModel() throws IOException {
    Path config = ReversedLetters.write(initial, 12);
    Files.writeString(config, Files.readString(config).replace(", dev: pairs.tsv", ""));
    Trainer.train(TranslatorRecipe.TASK, config, initial.resolve("model"), false);
  }

  /** Few pairs, and texts. */
  @BeforeEach
  void writeData() throws IOException {
    config = ReversedLetters.write(folder, 1);
    Path pairs = folder.resolve("pairs.tsv");
    Files.write(pairs, Files.readAllLines(pairs).subList(60, 100));
    Files.writeString(
        folder.resolve("text.txt"),
        "a b c d e f g h\ni j k l m n o p\n\nh f d b g e c a\np n l j o m k i\n".repeat(4));
  }

  private void replace(String... parts) throws IOException {
    String text = Files.readString(config);
    for (int i = 0; i < parts.length; i += 2) {
      assertThat(text).contains(parts[i]);
      text = text.replace(parts[i], parts[i + 1]);
    }
    Files.writeString(config, text);
  }

  private Path train(String name) throws IOException {
    Path out = folder.resolve(name);
    Trainer.train(TranslatorRecipe.TASK, config, out, false);
    return out;
  }

  @Test
  void aTextIsRestoredFromNoise() throws IOException {
    replace(
        DATA,
        "{name: alphabet, text: text.txt}",
        "epochs: 1",
        "epochs: 30",
        "batchTokens: 100",
        "batchTokens: 40\n  shards: 1");
    TranslatorOptions options = TranslatorOptions.DEFAULT.withNumThreads(1);
    try (Translator restoring = Translators.load(train("restoring").toString(), options)) {
      List<String> noised = List.of("a b d f g h", "j i k l n m p o", "h d f b e g", "o m k i");
      assertThat(restoring.translate(noised))
          .extracting(found -> found.get(0).text())
          .containsExactly(
              "a b c d e f g h", "i j k l m n o p", "h f d b g e c a", "p n l j o m k i");
    }
  }

  @Test
  void resumedTrainingDrawsTheSameNoise() throws IOException {
    String text = "\n    - {name: alphabet, text: text.txt}";
    replace(DATA, DATA.replace(", dev: pairs.tsv", "") + text, "epochs: 1", "epochs: 4");
    Path whole = train("whole");
    Path out = folder.resolve("resumed");
    assertThatThrownBy(
            () ->
                Trainer.train(
                    TranslatorRecipe.TASK,
                    config,
                    out,
                    false,
                    epoch -> {
                      if (epoch == 2) {
                        throw new BrokenOff();
                      }
                    }))
        .isInstanceOf(BrokenOff.class);
    Trainer.train(TranslatorRecipe.TASK, config, out, true);
    assertThat(manifest(out).files()).isEqualTo(manifest(whole).files());
    assertThat(manifest(out).trainingData())
        .extracting(ModelManifest.TrainingData::name)
        .containsExactly("letters", "alphabet");
  }

  private static ModelManifest manifest(Path bundle) throws IOException {
    try (ModelBundle opened = ModelBundle.open(bundle)) {
      return opened.manifest();
    }
  }

  @Test
  void noiseIsAnotherInEachEpochAndTheTargetIsTheText() throws IOException {
    replace(DATA, "{name: alphabet, text: text.txt}");
    TranslatorConfig read = TranslatorConfig.read(config);
    TranslatorData data = TranslatorData.load(read.data());
    try (TranslatorModel model = data.model(read);
        TrainingReporter reporter = TrainingReporter.standard()) {
      TranslatorExamples examples = TranslatorExamples.of(read, data, model, reporter);
      assertThat(examples.texts()).hasSize(16);
      assertThat(sources(examples, 3)).isEqualTo(sources(examples, 3));
      assertThat(sources(examples, 3)).isNotEqualTo(sources(examples, 4));
      assertThat(examples.epoch(3).stream().map(e -> model.source().decode(e.target())))
          .contains("a b c d e f g h", "p n l j o m k i")
          .hasSize(16);
    }
  }

  private static List<List<Integer>> sources(TranslatorExamples examples, int epoch) {
    return examples.epoch(epoch).stream()
        .map(example -> Arrays.stream(example.source()).boxed().toList())
        .toList();
  }

  @Test
  void piecesAreLearntFromTextOnBothSides() throws IOException {
    Files.writeString(folder.resolve("umlauts.txt"), "ä\nä\n");
    replace("merges: 10", "merges: 10, joint: false");
    replace(DATA, DATA + "\n    - {name: umlauts, text: [umlauts.txt]}");
    try (ModelBundle bundle = ModelBundle.open(train("separate"))) {
      assertThat(bundle.lines("subwords.source.txt")).contains("ä</w>", "a</w>");
      assertThat(bundle.lines("subwords.target.txt")).contains("ä</w>", "a</w>");
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void trainingStartsFromTheInitialModelsWeightsAndPieces(boolean described) throws IOException {
    Files.writeString(folder.resolve("pairs.tsv"), "x y\tz\n".repeat(3));
    replace(
        "seed: 3",
        INITIAL_MODEL + initial.resolve("model"),
        "initial: 0.004",
        "initial: 1.0e-30",
        "name: letters",
        "name: more",
        "Language: de",
        "Language: fr");
    if (!described) {
      replace("subwords:", "#", "transformer:", "#");
    }
    Path tuned = train("tuned");
    Path before = initial.resolve("model");
    assertThat(weights(tuned)).containsExactly(weights(before), offset(1e-6f));
    assertThat(manifest(tuned).files().get("subwords.txt"))
        .isEqualTo(manifest(before).files().get("subwords.txt"));
    assertThat(manifest(tuned).network()).isEqualTo(manifest(before).network());
    assertThat(manifest(tuned).normalization().get("targetLanguage").textValue()).isEqualTo("fr");
    assertThat(manifest(tuned).trainingData())
        .extracting(ModelManifest.TrainingData::name)
        .containsExactly("letters", "more");
  }

  private static float[] weights(Path bundle) throws IOException {
    try (ModelBundle opened = ModelBundle.open(bundle);
        TranslatorModel model = TranslatorModel.read(opened)) {
      return model.network().parameters().flat().toFloats();
    }
  }

  @Test
  void aPretrainedTranslatorLearnsFaster() throws IOException {
    double anew = bleu(train("anew"));
    replace("seed: 3", INITIAL_MODEL + initial.resolve("model"));
    assertThat(bleu(train("tuned"))).isGreaterThan(anew + 0.1);
    assertThat(manifest(folder.resolve("tuned")).trainingData()).hasSize(1);
  }

  private static double bleu(Path bundle) throws IOException {
    return manifest(bundle).scores().stream()
        .filter(score -> score.metric().equals("bleu"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "units: 32|units: 16|[units] is [32] there and [16] here",
        "heads: 4|heads: 2, normFirst: false|[heads] is [4] there and [2] here, [normFirst] is [true]",
        "'transformer: {'|'recurrent: {} #'|[recurrent] is [false] there and [true] here",
        "seed: 3|'seed: 3\nlowercase: true'|[lowercase] is [false] there and [true] here",
        "splitting: spaces|joint: false|[joint] is [true] there and [false] here, [splitting]",
        "'subwords: {'|'words: {} #'|[words] is [false] there and [true] here"
      })
  void anotherNetworkOrOtherPiecesThanTheInitialModelsAreNamed(
      String key, String other, String message) throws IOException {
    Path model = initial.resolve("model");
    replace(key, other, "licence: CC0\nseed", "initialModel: " + model + "\nseed");
    assertThatThrownBy(() -> train("tuned"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("config.yaml", "[initialModel] is [" + model, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'denoising: {masked: 0.5}'|[denoising] is there, but no text",
        "'denoising: {masked: 2}'|[denoising.masked] is [2.0]",
        "initialModel: nowhere|no model bundle [nowhere]",
        "'initialModel: en-ner\nrecurrent: {}'|[transformer] and [recurrent]"
      })
  void configurationThatCannotBeIsRefused(String key, String message) throws IOException {
    replace("seed: 3", key);
    assertThatThrownBy(() -> train("out")).hasMessageContaining(message);
  }

  @Test
  void withoutPairsOrTextsThereIsNothingToLearn() throws IOException {
    replace("train: pairs.tsv, ", "", "seed: 3", "initialModel: ''");
    assertThatThrownBy(() -> train("out"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("[data.sets.train]", "[data.sets.text]");
  }
}
