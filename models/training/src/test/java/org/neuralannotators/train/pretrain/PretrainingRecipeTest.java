package org.neuralannotators.train.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.train.TinyData;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.pretrain.PretrainingConfig.Objective;
import org.neuralannotators.train.tagger.TaggerRecipe;

class PretrainingRecipeTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    writeDocuments("train.txt", 60);
    writeDocuments("dev.txt", 10);
    List<String> pieces = TinyBert.pieces().stream().distinct().toList();
    Files.write(
        folder.resolve("vocab.txt"),
        (String.join("\n", pieces) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Each document is the alphabet, three letters a sentence, in small or in capital letters. */
  private void writeDocuments(String file, int count) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      for (int c = 'a'; c < 'y'; c += 3) {
        String sentence = "%c %c %c .".formatted(c, c + 1, c + 2);
        text.append(i % 2 == 0 ? sentence : sentence.toUpperCase(Locale.ROOT)).append('\n');
      }
      text.append('\n');
    }
    Files.writeString(folder.resolve(file), text);
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private Path config(int epochs, String start, String more) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: tiny
        seed: 3
        %s
        data:
          folder: %s
          sets:
            - {name: words, train: [train.txt], dev: [dev.txt]}
        maximumPieces: 24
        dropout: {hidden: 0, attention: 0}
        training:
          optimizer: {method: ADAM, beta1: 0.9, beta2: 0.999, clipNorm: 1, weightDecay: 0.01}
          learningRate: {initial: 0.005}
          batchSentences: 8
          epochs: %d
          patience: 50
          checkpointSeconds: 0
        %s
        """
            .formatted(start, slashed(folder), epochs, more));
  }

  private String scratch() {
    return """
        architecture: {layers: 2, heads: 2, hidden: 16, maximumPositions: 24}
        vocabulary: %s/vocab.txt
        casing: CASED
        """
        .formatted(slashed(folder));
  }

  private static Map<String, Double> scores(TrainingResult result) {
    return result.scores().stream()
        .collect(Collectors.toMap(s -> s.data() + " " + s.metric(), ModelManifest.Score::value));
  }

  private static EncoderCheckpoint read(Path bundle) throws IOException {
    try (ModelBundle opened = ModelBundle.open(bundle)) {
      return EncoderBundle.read(opened);
    }
  }

  @Test
  void learnsARepetitiveTextFromScratchAndKeepsTheHead() throws IOException {
    Path out = folder.resolve("bundle");
    TrainingResult result =
        Trainer.train(
            PretrainingRecipe.TASK,
            config(60, scratch(), "masking: {wholeWords: true}"),
            out,
            false);
    assertThat(scores(result).get("dev before training maskedAccuracy")).isLessThan(0.3);
    assertThat(scores(result).get("dev before training perplexity")).isGreaterThan(50);
    assertThat(scores(result).get("dev maskedAccuracy")).isGreaterThan(0.95);
    assertThat(scores(result).get("dev perplexity")).isBetween(1.0, 1.5);
    assertThat(read(out).tensors().keySet())
        .contains(
            "cls.predictions.transform.dense.weight",
            "cls.predictions.bias",
            "encoder.layer.1.attention.self.key.weight");
    assertThat(Files.readAllLines(folder.resolve("bundle.training/log.tsv")).get(0))
        .isEqualTo(
            "epoch\tlearningRate\tloss\tdevmaskedAccuracy\tdevperplexity\ttokensPerSecond\tseconds");
    assertThat(folder.resolve("bundle.training/plot.svg")).content().contains("<svg");
  }

  @Test
  void goesOnFromABundleWithItsHead() throws IOException {
    Path first = folder.resolve("first");
    TrainingResult trained =
        Trainer.train(PretrainingRecipe.TASK, config(5, scratch(), ""), first, false);
    TrainingResult more =
        Trainer.train(
            PretrainingRecipe.TASK,
            config(1, "encoder: " + slashed(first), ""),
            folder.resolve("second"),
            false);
    assertThat(scores(more).get("dev before training perplexity"))
        .isEqualTo(scores(trained).get("dev perplexity"));
  }

  @Test
  void anImportedEncoderWithoutAHeadIsAdapted() throws IOException {
    Path encoder = TinyBert.write(folder.resolve("tiny-bert"));
    Path out = folder.resolve("adapted");
    TrainingResult result =
        Trainer.train(
            PretrainingRecipe.TASK, config(10, "encoder: " + slashed(encoder), ""), out, false);
    assertThat(scores(result).get("dev perplexity"))
        .isLessThan(scores(result).get("dev before training perplexity") / 2);
    try (ModelBundle bundle = ModelBundle.open(out)) {
      assertThat(bundle.manifest().trainingData())
          .extracting(ModelManifest.TrainingData::name)
          .containsExactly("nothing", "words");
    }
    assertThat(read(out).architecture()).isEqualTo(read(encoder).architecture());
  }

  @ParameterizedTest
  @CsvSource({"NEXT_SENTENCE,nextSentenceAccuracy", "SENTENCE_ORDER,sentenceOrderAccuracy"})
  void pairsAreLearntWithTheMaskedPieces(Objective objective, String metric) throws IOException {
    Path out = folder.resolve("pairs");
    TrainingResult result =
        Trainer.train(
            PretrainingRecipe.TASK, config(80, scratch(), "objective: " + objective), out, false);
    assertThat(scores(result).get("dev " + metric)).isGreaterThan(0.8);
    assertThat(scores(result).get("dev maskedAccuracy")).isGreaterThan(0.5);
    assertThat(read(out).tensors().keySet())
        .contains("cls.seq_relationship.weight", "pooler.dense.bias");
  }

  @Test
  void electraKeepsTheDiscriminatorsEncoderOfTheLastEpoch() throws IOException {
    Path out = folder.resolve("electra");
    TrainingResult result =
        Trainer.train(
            PretrainingRecipe.TASK,
            config(40, scratch(), "objective: ELECTRA\nelectra: {generatorWidth: 0.5}"),
            out,
            false);
    assertThat(result.bestEpoch()).isEqualTo(40);
    assertThat(scores(result).get("dev detectionAccuracy")).isGreaterThan(0.95);
    assertThat(read(out).tensors().keySet())
        .noneMatch(name -> name.startsWith("generator.") || name.startsWith("cls."))
        .contains("encoder.layer.1.output.dense.weight");
  }

  @ParameterizedTest
  @EnumSource(Objective.class)
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint(Objective objective) throws IOException {
    Path config = config(3, scratch(), "objective: " + objective);
    Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("whole"), false);
    assertThatThrownBy(
            () ->
                Trainer.train(
                    PretrainingRecipe.TASK,
                    config,
                    folder.resolve("cut"),
                    false,
                    epoch -> {
                      if (epoch == 2) {
                        throw new IllegalStateException("power cut");
                      }
                    }))
        .hasMessage("power cut");
    Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("cut"), true);
    for (String file : List.of("model.safetensors", "manifest.json")) {
      assertThat(folder.resolve("cut").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
    assertThat(Files.readAllLines(folder.resolve("cut.training/log.tsv"))).hasSize(4);
  }

  @Test
  void theEncoderOfATrainingIsOneForTaggers() throws IOException {
    Path encoder = folder.resolve("encoder");
    Trainer.train(PretrainingRecipe.TASK, config(1, scratch(), ""), encoder, false);
    TinyData.write(folder.resolve("train.tsv"), 20, 1);
    Path config =
        Files.writeString(
            folder.resolve("tagger.yaml"),
            """
            name: tagger
            data:
              folder: %s
              sets: [{name: tiny, train: train.tsv, labels: {person: PER}}]
            bert: {encoder: %s}
            training: {epochs: 1}
            """
                .formatted(slashed(folder), slashed(encoder)));
    assertThat(Trainer.train(TaggerRecipe.TASK, config, folder.resolve("tagger"), false).epochs())
        .isEqualTo(1);
  }

  @Test
  void withoutDevelopmentTextTheLastEpochIsKept() throws IOException {
    Path config = config(2, scratch(), "");
    Files.writeString(config, Files.readString(config).replace(", dev: [dev.txt]", ""));
    TrainingResult result =
        Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("out"), false);
    assertThat(result.scores()).isEmpty();
    assertThat(result.bestEpoch()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objektive: MASKED_LM|Did you mean [objective]",
        "objective: BERT|NEXT_SENTENCE",
        "encoder: somewhere|both given",
        "masking: {share: 1.5}|[masking.share]",
        "electra: {generatorWidth: 0.5}|[objective: ELECTRA]",
        "objective: ELECTRA\nelectra: {generatorWidth: 2}|[electra.generatorWidth]",
        "licence: ${NO_SUCH_VARIABLE}|NO_SUCH_VARIABLE",
      })
  void keysThatCannotBeUsedAreExplained(String lines) throws IOException {
    String[] parts = lines.split("\\|", -1);
    Path config = config(1, scratch(), parts[0]);
    assertThatThrownBy(
            () -> Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maximumPieces: 24|maximumPieces: 25|[24]",
        "maximumPieces: 24|maximumPieces: 4|at least 5",
        "train: [train.txt], ||[data.sets.train]",
        "vocab.txt|missing.txt|missing.txt",
        "vocabulary: |encoder: |both given",
        "name: words, ||[data.sets.name] is missing",
        "casing: CASED||[casing] is missing",
      })
  void whatIsMissingOrDoesNotFitIsExplained(String change) throws IOException {
    String[] parts = change.split("\\|", -1);
    Path config = config(1, scratch(), "");
    String changed = Files.readString(config).replace(parts[0], parts[1]);
    Files.writeString(config, changed);
    assertThatThrownBy(
            () -> Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(parts[2]);
  }

  @Test
  void aFileOfDevelopmentTextIsNotLearntFrom() throws IOException {
    Path config = config(1, scratch(), "");
    String all = Files.readString(config).replace("[train.txt]", "[dev.txt, ./dev.txt]");
    Files.writeString(config, all);
    assertThatThrownBy(
            () -> Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[data.sets.train]");
  }

  @Test
  void pairsNeedASentenceALine() throws IOException {
    Path config = config(1, scratch(), "objective: SENTENCE_ORDER");
    Files.writeString(
        config, Files.readString(config).replace("  sets:", "  layout: RUNNING\n  sets:"));
    assertThatThrownBy(
            () -> Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("[data.layout: RUNNING]", "SENTENCES");
  }

  @Test
  void aVocabularyWithAPieceTwiceIsRefused() throws IOException {
    Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n[MASK]\na\na\n");
    Path config = config(1, scratch(), "");
    assertThatThrownBy(
            () -> Trainer.train(PretrainingRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("[6] lines", "[5] different");
  }
}
