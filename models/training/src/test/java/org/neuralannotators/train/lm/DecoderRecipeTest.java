package org.neuralannotators.train.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.StreamLosses;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;

class DecoderRecipeTest {
  private static final String GPT =
      """
      transformer: {layers: 2, heads: 2, hidden: 16, context: 24}
      pieces: {algorithm: CHARACTERS}
      """;

  private static final String LLAMA =
      """
      transformer:
        {layers: 1, heads: 4, keyValueHeads: 2, hidden: 16, context: 16, positions: ROTARY,
         norm: RMS, gated: true, biases: false, tied: false}
      pieces: {size: 280}
      stepsPerEpoch: 20
      """;

  private static final String XL =
      """
      transformer: {layers: 2, heads: 2, hidden: 16, context: 8, positions: RELATIVE, memory: 12}
      pieces: {algorithm: CHARACTERS}
      """;

  private static final String PETS = "The cat sat.\n\nA dog ran off!\n\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(folder.resolve("text.txt"), PETS.repeat(50));
  }

  private Path config(int epochs, String network) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: tiny
        seed: 3
        %s
        data:
          folder: %s
          sets:
            - {name: pets, licence: free, attribution: us, files: [text.txt], dev: 0.2}
        streams: 6
        sample: 12
        dropout: 0.05
        training:
          optimizer: {method: ADAM, beta1: 0.9, beta2: 0.99, clipNorm: 1, weightDecay: 0.1}
          learningRate: {initial: 0.02, schedule: COSINE, warmup: 0.05, floor: 1e-3}
          accumulation: 2
          epochs: %d
          checkpointSeconds: 0
        """
            .formatted(network, folder.toString().replace('\\', '/'), epochs));
  }

  private TrainingResult train(Path config, String out) throws IOException {
    return Trainer.train(LanguageModelRecipe.TASK, config, folder.resolve(out), false);
  }

  private static Map<String, Double> scores(TrainingResult result) {
    return result.scores().stream()
        .collect(Collectors.toMap(s -> s.data() + " " + s.metric(), ModelManifest.Score::value));
  }

  @ParameterizedTest
  @ValueSource(strings = {GPT, LLAMA})
  void learnsARepetitiveText(String network) throws IOException {
    TrainingResult result = train(config(20, network), "bundle");
    // A window begins anywhere, so that its first pieces can't be known.
    assertThat(scores(result).get("dev perplexity")).isBetween(1.0, 1.4);
    assertThat(scores(result).get("dev loss"))
        .isCloseTo(Math.log(scores(result).get("dev perplexity")), offset(1e-9));
    assertThat(Files.readAllLines(folder.resolve("bundle.training/log.tsv")).get(0))
        .isEqualTo("epoch\tlearningRate\tloss\tdevperplexity\tdevloss\ttokensPerSecond\tseconds");
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("bundle"));
        DecoderModel model = DecoderModel.read(bundle, 0);
        Lanes lanes = Lanes.ofFloats(1)) {
      assertThat(bundle.manifest().trainingData())
          .containsExactly(new ModelManifest.TrainingData("pets", "free", "us"));
      assertThat(model.spec().ends()).containsExactly(0);
      int[] pieces = model.tokenizer().tokenizer().encode(PETS).ids();
      assertThat(model.tokenizer().tokenizer().decode(pieces)).isEqualTo(PETS);
      String sample = new DecoderSample(pieces[0], 24, Sampling.GREEDY).of(model, lanes);
      assertThat(sample).hasSizeGreaterThanOrEqualTo(16);
      List<String> words = List.of(sample.split("\\W+"));
      // The last one may be cut short.
      assertThat(words.subList(0, words.size() - 1)).isSubsetOf(PETS.split("\\W+"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {GPT, LLAMA, XL})
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint(String network) throws IOException {
    requireSameWhenResumed(config(3, network));
  }

  /** In windows of 8 pieces it is the memory that tells which sentence comes next. */
  @Test
  void withAMemoryTextIsPredictedFromBeforeTheWindow() throws IOException {
    TrainingResult result = train(config(15, XL + "stepsPerEpoch: 20"), "bundle");
    assertThat(scores(result).get("dev perplexity")).isBetween(1.0, 1.15);
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("bundle"));
        DecoderModel model = DecoderModel.read(bundle, 0);
        Lanes lanes = Lanes.ofFloats(2)) {
      assertThat(model.spec().decoder().memory()).isEqualTo(12);
      PieceStream text = PieceStream.of(model, List.of(PETS.repeat(20)), 8);
      double with = RememberedScore.of(model.network(), text, 12, lanes).value();
      double without = DecoderScore.of(model.network(), text.all(0), lanes).value();
      assertThat(with).isLessThan(1.15).isLessThan(0.9 * without);
      String sample = new DecoderSample(text.pieces()[0], 100, Sampling.GREEDY).of(model, lanes);
      assertThat(sample).hasSize(100).contains("cat sat.", "dog ran off!");
    }
  }

  @Test
  void partsOfATextAreReadSideBySide() {
    PieceStream text = new PieceStream(IntStream.range(0, 30).toArray(), 4);
    List<List<TextWindow>> parts = text.parts(3, 1, 5);
    List<TextWindow> all = parts.stream().flatMap(List::stream).toList();
    assertThat(all.stream().flatMapToInt(own -> Arrays.stream(own.pieces()).skip(1)).toArray())
        .isEqualTo(IntStream.range(1, 30).toArray());
    assertThat(all).extracting(TextWindow::length).containsExactly(1, 4, 4, 1, 4, 4, 1, 1, 4, 4, 1);
    for (List<TextWindow> part : parts) {
      assertThat(part).extracting(TextWindow::memory).containsOnly(part.get(0).memory());
    }
    assertThat(all.stream().map(TextWindow::memory).distinct()).hasSize(3);
    assertThat(StreamLosses.sideBySide(parts))
        .extracting(batch -> batch.stream().map(own -> own.pieces()[0]).toList())
        .containsExactly(
            List.of(0, 9, 19), List.of(1, 10, 20), List.of(5, 14, 24), List.of(18, 28));
    List<TextWindow> drawn = text.part(new Random(1), 20, 5);
    assertThat(drawn).hasSize(20);
    for (int i = 1; i < 20; i++) {
      int[] before = drawn.get(i - 1).pieces();
      boolean goesOn = drawn.get(i).pieces()[0] == before[before.length - 1];
      assertThat(goesOn || drawn.get(i).pieces()[0] == 0).isTrue();
      assertThat(drawn.get(i).memory() == drawn.get(i - 1).memory()).isEqualTo(goesOn);
    }
  }

  private void requireSameWhenResumed(Path config) throws IOException {
    train(config, "whole");
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
    for (String file : List.of("weights.safetensors", "manifest.json", "tokenizer.json")) {
      assertThat(folder.resolve("cut").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
    }
  }

  @Test
  void withLowRankOnlyAttentionLearnsOtherText() throws IOException {
    train(config(6, GPT), "first");
    Files.writeString(folder.resolve("text.txt"), "The dog sat!\n\nA cat ran off.\n\n".repeat(50));
    String low = initial("first") + "\nlora: {rank: 2, alpha: 4}";
    requireSameWhenResumed(config(3, low));
    double before = scores(train(untouching(config(1, low)), "untouched")).get("dev loss");
    double after = scores(train(config(12, low), "learnt")).get("dev loss");
    assertThat(after).isLessThan(0.7 * before);
    try (ModelBundle first = ModelBundle.open(folder.resolve("first"));
        ModelBundle learnt = ModelBundle.open(folder.resolve("learnt"))) {
      Map<String, Tensor> former = first.tensors("weights.safetensors");
      Map<String, Tensor> now = learnt.tensors("weights.safetensors");
      assertThat(now.keySet()).isEqualTo(former.keySet());
      for (String name : former.keySet()) {
        boolean same = Arrays.equals(former.get(name).floats(), now.get(name).floats());
        assertThat(same).as(name).isNotEqualTo(name.matches(".*attention\\.(in|out)put\\.weight"));
      }
    }
  }

  /** The same configuration with a rate that changes nothing. */
  private static Path untouching(Path config) throws IOException {
    String text = Files.readString(config);
    return Files.writeString(
        config, text.replace("initial: 0.02", "initial: 1e-9").replace("floor: 1e-3", "floor: 0"));
  }

  private String initial(String bundle) {
    return "initialModel: " + folder.resolve(bundle).toString().replace('\\', '/');
  }

  @Test
  void aModelIsTrainedFurtherOnOtherText() throws IOException {
    double before = scores(train(config(6, GPT), "first")).get("dev loss");
    String initial = initial("first") + "\nsteps: 12";
    Path config = untouching(config(1, initial));
    Files.writeString(
        config,
        Files.readString(config)
            .replace("name: pets", "name: more")
            .replace("steps: 12", "steps: 24"));
    assertThat(scores(train(config, "untouched")).get("dev loss")).isCloseTo(before, offset(1e-3));
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("untouched"))) {
      assertThat(bundle.manifest().trainingData())
          .extracting(ModelManifest.TrainingData::name)
          .containsExactly("pets", "more");
    }
    Files.writeString(folder.resolve("text.txt"), "The dog sat!\nA cat ran off.\n".repeat(60));
    double other = scores(train(config, "other")).get("dev loss");
    double learnt = scores(train(config(6, initial), "learnt")).get("dev loss");
    assertThat(learnt).isLessThan(other / 2);
  }

  @Test
  void textsOfALineEachEndWithTheEnd() throws IOException {
    Path config = config(1, GPT);
    Files.writeString(config, Files.readString(config).replace("files:", "layout: LINES, files:"));
    LanguageModelData<String> texts =
        LanguageModelData.raw(LanguageModelConfig.read(config).data());
    assertThat(texts.train()).hasSize(80).startsWith("The cat sat.", "A dog ran off!");
    assertThat(texts.dev()).hasSize(20);
    train(config, "bundle");
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("bundle"));
        DecoderModel model = DecoderModel.read(bundle, 0)) {
      PieceStream stream = PieceStream.of(model, List.of("A cat.", "A dog!"), 5);
      assertThat(stream.pieces()).hasSize(14).endsWith(0);
      assertThat(stream.pieces()[6]).isZero();
      assertThat(stream.all(2)).extracting(window -> window.length()).containsExactly(2, 5, 5, 1);
      assertThat(stream.all(0)).extracting(window -> window.length()).containsExactly(5, 5, 3);
      assertThat(stream.random(new Random(1)).limit(50))
          .extracting(window -> window.length())
          .containsOnly(5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "heads: 2|heads: 3|[transformer.heads] is [3]",
        "heads: 2|heads: 2, keyValueHeads: 4|[transformer.keyValueHeads] is [4]",
        "heads: 2, ||[transformer.heads] is missing",
        "layers: 2|layers: 0|[layers]",
        "heads: 2|heads: 2, positions: NONE|LEARNED",
        "heads: 2|heads: 2, memory: 8|[transformer.memory] is [8]",
        "heads: 2|heads: 2, positions: RELATIVE, memory: -1|[transformer.memory] is [-1]",
        "heads: 2|heads: 2, positions: RELATIVE, attention: LINEAR|attention [LINEAR]",
        "heads: 2|heads: 2, biases: false|[transformer.biases] is [false]",
        "heads: 2|heads: 2, depth: 2|[depth]",
        "heads: 2|heads: 16, positions: ROTARY|[1] columns",
        "CHARACTERS}|CHARACTERS, size: 100}|[pieces.size] is [100]",
        "CHARACTERS}|BPE, size: 100}|[pieces.size] is [100]",
        "sample: 12|sample: -1|[sample] is [-1]",
        "sample: 12|stepsPerEpoch: 0|[stepsPerEpoch] is [0]",
        "sample: 12|steps: 25|[steps] is [25]",
        "sample: 12|softmax: {cutoffs: [3]}|[softmax]",
        "sample: 12|initialModel: some|[transformer]",
        "sample: 12|lora: {rank: 2}|[lora] is given",
        "sample: 12|lora: {rank: 0}|[lora.rank]",
        "sample: 12|lora: {alpha: 2}|[lora.rank] is missing",
        "files: [text.txt]|files: [text.txt], train: 0|none of the data sets",
        "floor: 1e-3|floor: 1|floor [1.0]",
      })
  void keysThatCannotBeUsedAreExplained(String change) throws IOException {
    String[] parts = change.split("\\|", -1);
    Path config = config(1, GPT);
    String text = Files.readString(config);
    assertThat(text).contains(parts[0]);
    Files.writeString(config, text.replace(parts[0], parts[1]));
    assertThatThrownBy(() -> train(config, "out"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(parts[2]);
  }
}
