package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.text.BertNormalization;
import org.neuralannotators.train.TinyData;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.tagger.TaggerRecipe;

class BertTaggerTest {
  @TempDir private static Path folder;
  private static TrainingResult result;
  private static SequenceTagger tagger;

  private static Path config(String name, String bert) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        name: tiny
        seed: 3
        data:
          folder: %s
          sets:
            - {name: tiny, train: train.tsv, dev: dev.tsv, labels: {person: PER}}
        bert: {encoder: %s, dropout: {hidden: 0.05, attention: 0.05}, headRate: 3%s}
        training:
          optimizer: {method: ADAM, beta1: 0.9, beta2: 0.999, clipNorm: 1, weightDecay: 0.01}
          learningRate: {initial: 0.004, schedule: LINEAR, warmup: 0.1}
          batchSentences: 8
          accumulation: 2
          epochs: 12
        """
            .formatted(folder, folder.resolve("encoder"), bert));
  }

  @BeforeAll
  static void train() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyData.write(folder.resolve("train.tsv"), 120, 1);
    TinyData.write(folder.resolve("dev.tsv"), 20, 2);
    result =
        Trainer.train(TaggerRecipe.TASK, config("config.yaml", ""), folder.resolve("tiny"), false);
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("tiny"))) {
      tagger = SequenceTaggers.read(bundle, TaggerOptions.DEFAULT.withNumThreads(2));
    }
  }

  @AfterAll
  static void close() {
    tagger.close();
  }

  @Test
  void learnsATinyTaskAndTagsFromItsBundle() {
    assertThat(result.scores())
        .singleElement()
        .extracting(ModelManifest.Score::value)
        .satisfies(f1 -> assertThat((double) f1).isGreaterThan(0.99));
    List<TaggedSpan> spans =
        tagger.tag(List.of(List.of("Carla", "Ann", "lives", "in", "Hull", "."))).get(0).spans();
    assertThat(spans).extracting(TaggedSpan::label).containsExactly("PER", "LOC");
    assertThat(spans).extracting(TaggedSpan::begin).containsExactly(0, 4);
    assertThat(spans).extracting(TaggedSpan::end).containsExactly(2, 5);
  }

  @Test
  void bundleNamesTheDataOfItsEncoder() {
    assertThat(tagger.manifest().trainingData())
        .extracting(ModelManifest.TrainingData::name)
        .containsExactly("nothing", "tiny");
  }

  @Test
  void taggingOfASentenceDoesNotDependOnItsCompany() {
    Random random = new Random(1);
    List<String> words =
        List.of("Ann", "lives", "in", "Graz", ".", "she", "Bo", "", "日本", "x".repeat(200));
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      sentences.add(random.ints(random.nextInt(60), 0, words.size()).mapToObj(words::get).toList());
    }
    List<Tagging> together = tagger.tag(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      Tagging alone = tagger.tag(List.of(sentences.get(i))).get(0);
      assertThat(alone.tags()).hasSameSizeAs(sentences.get(i)).isEqualTo(together.get(i).tags());
      for (int t = 0; t < alone.confidences().size(); t++) {
        assertThat(alone.confidences().get(t))
            .isCloseTo(together.get(i).confidences().get(t), offset(1e-5));
      }
    }
  }

  @Test
  void everyTokenOfAVeryLongSentenceGetsALabel() {
    List<String> sentence = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      sentence.addAll(List.of("she", "lives", "in", "Graz", "."));
    }
    Tagging tagging = tagger.tag(List.of(sentence)).get(0);
    assertThat(tagging.tags()).hasSize(100_000);
    assertThat(tagging.spans()).hasSizeGreaterThan(5_000);
  }

  @Test
  void tokenOfAMegabyteIsTagged() {
    assertThat(tagger.tag(List.of(List.of("a".repeat(1 << 20), ".".repeat(1 << 20)))).get(0).tags())
        .hasSize(2);
  }

  @Test
  void nothingToTagIsNoError() {
    assertThat(tagger.tag(List.of())).isEmpty();
    assertThat(tagger.tag(Collections.nCopies(2, List.of())))
        .allSatisfy(tagging -> assertThat(tagging.tags()).isEmpty());
  }

  @Test
  void meanOfPiecesWithContextLearnsToo() throws IOException {
    Path config = config("mean.yaml", ", pooling: MEAN, context: 4, layerDecay: 0.9");
    TrainingResult mean = Trainer.train(TaggerRecipe.TASK, config, folder.resolve("mean"), false);
    assertThat(mean.scores().get(0).value()).isGreaterThan(0.95);
  }

  /** Words are names where they have a capital, which the tokenizer takes away. */
  private static void writeCapitals(Path file, int sentences, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      for (int t = 0; t < 6; t++) {
        String word = "" + (char) ('a' + random.nextInt(5)) + (char) ('k' + random.nextInt(5));
        boolean isName = random.nextInt(3) == 0;
        lines.append(isName ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
        lines.append(isName ? "\tB-PER\n" : "\tO\n");
      }
      lines.append('\n');
    }
    Files.writeString(file, lines);
  }

  @Test
  void capitalsThatATokenizerTakesAwayAreTold() throws IOException {
    TinyBert.write(folder.resolve("uncased"), BertNormalization.UNCASED);
    writeCapitals(folder.resolve("capitals-train.tsv"), 120, 1);
    writeCapitals(folder.resolve("capitals-dev.tsv"), 30, 2);
    String config =
        Files.readString(config("capitals.yaml", ", tokenCase: true"))
            .replace("train.tsv", "capitals-train.tsv")
            .replace("dev.tsv", "capitals-dev.tsv")
            .replace("/encoder,", "/uncased,");
    Path told = Files.writeString(folder.resolve("told.yaml"), config);
    Path untold =
        Files.writeString(folder.resolve("untold.yaml"), config.replace(", tokenCase: true", ""));
    TrainingResult result = Trainer.train(TaggerRecipe.TASK, told, folder.resolve("told"), false);
    assertThat(result.scores().get(0).value()).isGreaterThan(0.99);
    assertThat(
            Trainer.train(TaggerRecipe.TASK, untold, folder.resolve("untold"), false)
                .scores()
                .get(0)
                .value())
        .isLessThan(0.7);
    try (SequenceTagger read = SequenceTaggers.load(folder.resolve("told").toString())) {
      assertThat(read.tag(List.of(List.of("Ak", "ak"))).get(0).tags())
          .containsExactly("S-PER", "O");
    }
  }

  @Test
  void frozenEncoderStaysAsItIs() throws IOException {
    Path config = config("frozen.yaml", ", frozenLayers: 2");
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("frozen"), false);
    try (ModelBundle before = ModelBundle.open(folder.resolve("encoder"));
        ModelBundle after = ModelBundle.open(folder.resolve("frozen"))) {
      String table = "embeddings.word_embeddings.weight";
      float[] expected = before.tensors("model.safetensors").get(table).floats();
      float[] actual = after.tensors("weights.safetensors").get(table).floats();
      assertThat(actual).containsExactly(expected, offset(1e-3f));
    }
  }

  /** A word is a name where it stands behind k. */
  private static void writeMarked(Path file, int sentences, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      int mark = random.nextInt(5);
      for (int t = 0; t < 6; t++) {
        lines.append(t == mark ? 'k' : (char) ('a' + random.nextInt(5)));
        lines.append(t == mark + 1 ? "\tB-PER\n" : "\tO\n");
      }
      lines.append('\n');
    }
    Files.writeString(file, lines);
  }

  private static Path marked(String name, String bert) throws IOException {
    Path config = config(name, bert);
    return Files.writeString(
        config,
        Files.readString(config)
            .replace("train.tsv", "marked-train.tsv")
            .replace("dev.tsv", "marked-dev.tsv")
            .replace("initial: 0.004", "initial: 0.02")
            .replace("epochs: 12", "epochs: 16"));
  }

  @Test
  void lowRankLearnsWhatAHeadAloneDoesNot() throws IOException {
    writeMarked(folder.resolve("marked-train.tsv"), 160, 1);
    writeMarked(folder.resolve("marked-dev.tsv"), 40, 2);
    Path head = marked("head.yaml", ", frozenLayers: 2");
    TrainingResult alone = Trainer.train(TaggerRecipe.TASK, head, folder.resolve("head"), false);
    Path config = marked("lora.yaml", ", lora: {rank: 4}");
    TrainingResult low = Trainer.train(TaggerRecipe.TASK, config, folder.resolve("lora"), false);
    assertThat(alone.scores().get(0).value()).isLessThan(0.3);
    assertThat(low.scores().get(0).value()).isGreaterThan(0.9);
  }

  @Test
  void withLowRankOnlyAttentionAndHeadLearn() throws IOException {
    Path config = config("low.yaml", ", lora: {rank: 1}");
    Files.writeString(config, Files.readString(config).replace("epochs: 12", "epochs: 1"));
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("low"), false);
    Files.writeString(config, Files.readString(config).replace("initial: 0.004", "initial: 1e-12"));
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("untouched"), false);
    try (ModelBundle before = ModelBundle.open(folder.resolve("untouched"));
        ModelBundle after = ModelBundle.open(folder.resolve("low"))) {
      Map<String, Tensor> now = after.tensors("weights.safetensors");
      before
          .tensors("weights.safetensors")
          .forEach(
              (name, tensor) ->
                  assertThat(Arrays.equals(tensor.floats(), now.get(name).floats()))
                      .as(name)
                      .isNotEqualTo(
                          name.matches(".*attention.*[a-z]\\.weight|emissions.*|crf.*")
                              && !name.contains("LayerNorm")));
    }
  }

  @Test
  void morePiecesThanPositionsIsAnError() throws IOException {
    Path config = config("long.yaml", ", maximumPieces: 513");
    assertThatThrownBy(
            () -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("long"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[513]")
        .hasMessageContaining("[24]");
  }

  @Test
  void wordVectorsBesideAnEncoderAreAnError() throws IOException {
    Path config = config("both.yaml", "");
    Files.writeString(config, Files.readString(config) + "words: {dimension: 8}\n");
    assertThatThrownBy(
            () -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("both"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[words] and [bert]");
  }
}
