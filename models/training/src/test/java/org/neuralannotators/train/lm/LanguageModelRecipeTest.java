package org.neuralannotators.train.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.encode.elmo.ElmoModel;
import org.neuralannotators.lm.LanguageModelEvaluation;
import org.neuralannotators.lm.LanguageModelScore;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.TextFormat;
import org.neuralannotators.lm.TextGenerator;
import org.neuralannotators.lm.TextLayout;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;

class LanguageModelRecipeTest {
  private static final String WORDS =
      "recurrent: {unit: WORDS, cell: LSTM, dimension: 8, units: 16, layers: 1}";

  private static final String ELMO =
      """
      elmo:
        characterColumns: 4
        filters: [{width: 1, count: 4}, {width: 3, count: 8}]
        units: 16
        columns: 8
      softmax: {cutoffs: [6]}
      """;

  @TempDir private Path folder;

  /** Each word has one word to follow it, but for the first ones. */
  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "the cat sat .\na dog ran off !\n".repeat(60));
  }

  private Path config(int epochs, String network, String more) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: tiny
        seed: 3
        licence: nobody's
        %s
        data:
          folder: %s
          sets:
            - {name: pets, licence: free, attribution: us, layout: TOKENS, files: [text.txt], dev: 0.2}
        streams: 4
        steps: 5
        dropout: 0.1
        training:
          learningRate: {initial: 0.02}
          epochs: %d
          checkpointSeconds: 0
        %s
        """
            .formatted(network, folder.toString().replace('\\', '/'), epochs, more));
  }

  private static Map<String, Double> scores(TrainingResult result) {
    return result.scores().stream()
        .collect(Collectors.toMap(s -> s.data() + " " + s.metric(), ModelManifest.Score::value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LSTM", "GRU", "RNN"})
  void learnsARepetitiveText(String cell) throws IOException {
    Path out = folder.resolve("bundle");
    TrainingResult result =
        Trainer.train(
            LanguageModelRecipe.TASK, config(12, WORDS.replace("LSTM", cell), ""), out, false);
    // Nothing is to be guessed: sentences take turns.
    assertThat(scores(result).get("dev perplexity")).isBetween(1.0, 1.1);
    List<String> log = Files.readAllLines(folder.resolve("bundle.training/log.tsv"));
    assertThat(log.get(0))
        .isEqualTo("epoch\tlearningRate\tloss\tdevperplexity\ttokensPerSecond\tseconds");
    assertThat(log).hasSize(13);
    assertThat(folder.resolve("bundle.training/plot.svg")).content().contains("<svg");
    try (ModelBundle bundle = ModelBundle.open(out)) {
      assertThat(bundle.manifest().kind()).isEqualTo("language-model");
      assertThat(bundle.manifest().trainingData())
          .containsExactly(new ModelManifest.TrainingData("pets", "free", "us"));
    }
    try (TextGenerator generator = TextGenerator.load(out.toString())) {
      Sampling likeliest = new Sampling(0, 0, 1);
      assertThat(generator.generate("the cat", 9, likeliest, 1).text())
          .isEqualTo("the cat sat.\na dog ran off!\n");
      assertThat(generator.generate("", 3, new Sampling(1, 0, 0.5), 1).text())
          .isEqualTo(generator.generate("", 3, new Sampling(1, 0, 0.5), 1).text());
      TextGenerator.Generated unknown = generator.generate("zebras the", 2, likeliest, 1);
      assertThat(unknown.unknown()).containsExactly("zebras");
      assertThat(unknown.text()).startsWith("zebras the ");
      assertThatThrownBy(() -> generator.generate("the", 0, likeliest, 1))
          .hasMessageContainingAll("[0]", "at least 1");
    }
  }

  @Test
  void elmoLearnsBothDirectionsAndKeepsItsSoftmaxApart() throws IOException {
    Path out = folder.resolve("bundle");
    TrainingResult result =
        Trainer.train(LanguageModelRecipe.TASK, config(12, ELMO, ""), out, false);
    assertThat(scores(result).get("dev perplexity")).isBetween(1.0, 1.1);
    assertThat(scores(result).keySet())
        .containsExactlyInAnyOrder(
            "dev perplexity", "dev forwardPerplexity", "dev backwardPerplexity");
    assertThat(Files.readAllLines(folder.resolve("bundle.training/log.tsv")).get(0))
        .contains("devperplexity\tdevforwardPerplexity\tdevbackwardPerplexity");
    try (LanguageModelEvaluation evaluation = LanguageModelEvaluation.load(out.toString())) {
      assertThat(evaluation.directions()).containsExactly("forward", "backward");
      LanguageModelScore score =
          evaluation.score(
              folder.resolve("text.txt"), TextLayout.TOKENS, null, new TextFormat.Part(0.8, 1));
      assertThat(score.directions().get(1).value())
          .isCloseTo(scores(result).get("dev backwardPerplexity"), offset(0.01));
    }
    try (ModelBundle bundle = ModelBundle.open(out);
        ElmoModel embedding = ElmoModel.read(bundle)) {
      assertThat(bundle.tensors("weights.safetensors").keySet())
          .noneMatch(name -> name.startsWith("output"));
      assertThat(bundle.tensors("softmax.safetensors").keySet())
          .allMatch(name -> name.startsWith("output"));
      assertThat(embedding.network().architecture().units()).isEqualTo(16);
    }
    assertThatThrownBy(() -> TextGenerator.load(out.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[elmo]", "[language-model]");
  }

  @Test
  void charactersAreLearntAndGeneratedToo() throws IOException {
    Path out = folder.resolve("bundle");
    Trainer.train(
        LanguageModelRecipe.TASK,
        config(
            20,
            """
            recurrent: {unit: CHARACTERS, cell: GRU, dimension: 8, units: 24, layers: 1}
            vocabulary: {minimum: 1}
            """,
            ""),
        out,
        false);
    try (TextGenerator generator = TextGenerator.load(out.toString())) {
      TextGenerator.Generated text = generator.generate("a dög r", 100, new Sampling(0, 0, 1), 1);
      assertThat(text.unknown()).containsExactly("ö");
      assertThat(text.text()).contains("the cat sat .\na dog ran off !\n");
    }
  }

  @Test
  void theSameSeedGivesTheSameTextAndAnotherOneAnother() throws IOException {
    Path out = folder.resolve("bundle");
    Trainer.train(LanguageModelRecipe.TASK, config(1, WORDS, ""), out, false);
    try (TextGenerator generator = TextGenerator.load(out.toString())) {
      Sampling wild = new Sampling(2, 0, 1);
      String text = generator.generate("the", 40, wild, 5).text();
      assertThat(generator.generate("the", 40, wild, 5).text()).isEqualTo(text);
      assertThat(generator.generate("the", 40, wild, 6).text()).isNotEqualTo(text);
      assertThat(generator.generate("the", 20, wild, 5).text())
          .isEqualTo(text.substring(0, generator.generate("the", 20, wild, 5).text().length()));
      assertThat(text).doesNotContain("<unk>");
    }
  }

  @Test
  void aBundleScoresAsTheTrainingDid() throws IOException {
    Path out = folder.resolve("bundle");
    TrainingResult result =
        Trainer.train(LanguageModelRecipe.TASK, config(2, WORDS, ""), out, false);
    try (LanguageModelEvaluation evaluation = LanguageModelEvaluation.load(out.toString())) {
      LanguageModelScore score =
          evaluation.score(
              folder.resolve("text.txt"), TextLayout.TOKENS, null, new TextFormat.Part(0.8, 1));
      // The bundle has half precision.
      assertThat(score.directions().get(0).value())
          .isCloseTo(scores(result).get("dev perplexity"), offset(0.01));
      assertThat(score.sentences()).isEqualTo(24);
      assertThat(score.tokens()).isEqualTo(12 * 9);
      assertThat(score.directions().get(0).predictions()).isEqualTo(24 + 12 * 9);
      assertThat(score.unknownShare()).isZero();
      Path other = Files.writeString(folder.resolve("other.txt"), "the zebra sat .\n");
      assertThat(
              evaluation.score(other, TextLayout.TOKENS, null, TextFormat.Part.ALL).unknownShare())
          .isEqualTo(0.25);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {WORDS, ELMO})
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint(String network) throws IOException {
    Path config = config(3, network, "");
    Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve("whole"), false);
    assertThatThrownBy(
            () ->
                Trainer.train(
                    LanguageModelRecipe.TASK,
                    config,
                    folder.resolve("cut"),
                    false,
                    epoch -> {
                      if (epoch == 2) {
                        throw new IllegalStateException("power cut");
                      }
                    }))
        .hasMessage("power cut");
    Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve("cut"), true);
    for (String file : List.of("weights.safetensors", "manifest.json", "softmax.json")) {
      assertThat(folder.resolve("cut").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
    assertThat(Files.readAllLines(folder.resolve("cut.training/log.tsv"))).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {WORDS, ELMO})
  void aModelIsTrainedFurtherOnOtherText(String network) throws IOException {
    Path first = folder.resolve("first");
    double before =
        scores(Trainer.train(LanguageModelRecipe.TASK, config(6, network, ""), first, false))
            .get("dev perplexity");
    String initial = "initialModel: " + first.toString().replace('\\', '/');
    Path config = config(1, initial, "");
    Files.writeString(
        config,
        Files.readString(config).replace("name: pets", "name: more").replace("0.02", "1e-9"));
    TrainingResult untouched =
        Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve("untouched"), false);
    assertThat(scores(untouched).get("dev perplexity")).isCloseTo(before, offset(1e-3));
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("untouched"))) {
      assertThat(bundle.manifest().trainingData())
          .extracting(ModelManifest.TrainingData::name)
          .containsExactly("pets", "more");
    }
    Files.writeString(folder.resolve("text.txt"), "the dog sat !\na cat ran off .\n".repeat(60));
    double other =
        scores(Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve("other"), false))
            .get("dev perplexity");
    TrainingResult learnt =
        Trainer.train(
            LanguageModelRecipe.TASK, config(6, initial, ""), folder.resolve("learnt"), false);
    assertThat(scores(learnt).get("dev perplexity")).isLessThan(other / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "streams: 4|streams: 0|[streams] is [0]",
        "streams: 4|streams: 100000|[100000]",
        "steps: 5|steps: 0|[steps] is [0]",
        "dropout: 0.1|dropout: 1|[dropout] is [1.0]",
        "dev: 0.2|dev: 1.2|[dev] is [1.2]",
        "dev: 0.2|train: 0, dev: 0.2|none of the data sets",
        "layout: TOKENS|layout: PAGES|RUNNING",
        "cell: LSTM|cell: LSTN|LSTM",
        "units: 16|units: 0|[units] is [0]",
        "steps: 5|softmax: {cutoffs: [5, 3]}|rising",
        "recurrent:|recurent:|[recurrent]",
        "steps: 5|elmo: {units: 4, columns: 4, filters: [{width: 1, count: 1}]}|[2] of [elmo]",
        "steps: 5|elmo: {units: 4, columns: 4}|[elmo.filters] is missing",
        "steps: 5|initialModel: en-elmo-small|[recurrent]",
        "name: tiny||[name] is missing",
        "files: [text.txt], ||[data.sets.files] is missing",
        "steps: 5|stepsPerEpoch: 3|[stepsPerEpoch]",
        "steps: 5|vocabulary: {size: 0}|[vocabulary.size] is [0]",
      })
  void keysThatCannotBeUsedAreExplained(String change) throws IOException {
    String[] parts = change.split("\\|", -1);
    Path config = config(1, WORDS, "");
    String text = Files.readString(config);
    assertThat(text).contains(parts[0]);
    Files.writeString(config, text.replace(parts[0], parts[1]));
    assertThatThrownBy(
            () -> Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(parts[2]);
  }

  @Test
  void aBundleOfAnotherKindIsRefused() throws IOException {
    Path out = folder.resolve("bundle");
    Trainer.train(LanguageModelRecipe.TASK, config(1, WORDS, ""), out, false);
    Path manifest = out.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"language-model\"", "\"bert-encoder\""));
    assertThatThrownBy(() -> LanguageModelEvaluation.load(out.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[bert-encoder]", "language-model");
  }
}
