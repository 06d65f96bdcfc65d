package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.importing.elmo.ElmoFixture;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.BiLstmCrfModel;
import org.neuralannotators.tagger.EncodedSentence;
import org.neuralannotators.tagger.NetworkTagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.train.TinyData;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingFiles;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.train.TrainingResult;

/** Taggers that read the layers of a pretrained network. */
class EmbedderTaggerTest {
  private static final TaggerOptions ONE_THREAD = TaggerOptions.DEFAULT.withNumThreads(1);

  @TempDir private Path folder;
  private Path elmo;

  @BeforeEach
  void writeDataAndEmbedder() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 80, 1);
    TinyData.write(folder.resolve("dev.tsv"), 20, 2);
    elmo = ElmoFixture.ALLENNLP.write(folder.resolve("elmo"));
  }

  private Path config(int epochs, Path embedder) throws IOException {
    String more =
        "embedder: {model: '%s', normalized: true}"
            .formatted(embedder.toString().replace('\\', '/'));
    return TinyData.config(folder, epochs, more);
  }

  /** Every word is unknown and not spelt out: only the embedder tells them apart. */
  private Path blindConfig(int epochs, Path embedder) throws IOException {
    Path config = config(epochs, embedder);
    return Files.writeString(
        config,
        Files.readString(config)
            .replace("minimumCount: 1", "minimumCount: 1000")
            .replace("encoding: CNN", "encoding: NONE"));
  }

  private static List<Tagging> tag(Path bundle, List<List<String>> sentences) throws IOException {
    try (ModelBundle open = ModelBundle.open(bundle);
        SequenceTagger tagger = SequenceTaggers.read(open, ONE_THREAD)) {
      return tagger.tag(sentences);
    }
  }

  private static List<List<String>> sentences(int count) {
    List<String> words = List.of("Ann", "lives", "in", "Graz", ".", "she", "Bo", "", "unseen");
    Random random = new Random(1);
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sentences.add(random.ints(random.nextInt(20), 0, words.size()).mapToObj(words::get).toList());
    }
    return sentences;
  }

  private static void assertSame(List<Tagging> actual, List<Tagging> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).tags()).isEqualTo(expected.get(i).tags());
      for (int t = 0; t < actual.get(i).tags().size(); t++) {
        assertThat(actual.get(i).confidences().get(t))
            .isCloseTo(expected.get(i).confidences().get(t), offset(1e-5));
      }
    }
  }

  @Test
  void theFactorOfTheMixStartsWhereItIsTold() throws IOException {
    Path config = config(1, elmo);
    Files.writeString(
        config,
        Files.readString(config).replace("normalized: true", "normalized: true, gamma: 0.2"));
    Path out = folder.resolve("scaled");
    Trainer.train(TaggerRecipe.TASK, config, out, false);
    try (ModelBundle bundle = ModelBundle.open(out)) {
      float gamma = bundle.tensors("weights.safetensors").get("mix.gamma").floats()[0];
      assertThat(gamma).isBetween(0.1f, 0.5f);
    }
    Files.writeString(config, Files.readString(config).replace("gamma: 0.2", "gamma: 0"));
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, out, false))
        .hasMessageContaining("[embedder.gamma] is [0.0]; expected a number over 0");
  }

  @Test
  void learnsFromLayersAloneAndWritesABundleThatNeedsNothingElse() throws IOException {
    Path out = folder.resolve("bundle.zip");
    TrainingResult result = Trainer.train(TaggerRecipe.TASK, blindConfig(25, elmo), out, false);
    assertThat(result.scores())
        .singleElement()
        .satisfies(score -> assertThat(score.value()).isGreaterThan(0.99));
    assertThat(Path.of(out + ".training").resolve("vectors.tmp")).doesNotExist();
    Files.move(elmo, folder.resolve("elsewhere"));
    List<Tagging> taggings =
        tag(out, List.of(List.of(), List.of("Carla", "Ann", "lives", "in", "Hull", ".")));
    assertThat(taggings.get(1).tags()).containsExactly("B-PER", "E-PER", "O", "O", "S-LOC", "O");
    try (ModelBundle bundle = ModelBundle.open(out);
        ModelBundle inner = bundle.inner("embedder")) {
      assertThat(bundle.manifest().trainingData())
          .extracting(ModelManifest.TrainingData::name)
          .containsExactly("streams", "tiny");
      assertThat(inner.manifest().kind()).isEqualTo("elmo");
      float[] mix = bundle.tensors("weights.safetensors").get("mix.weights").floats();
      assertThat(mix).hasSize(3);
      assertThat(Math.abs(mix[0] - mix[2])).as("the mix has learnt").isGreaterThan(0.01f);
    }
  }

  @Test
  void aBertEncoderIsAnEmbedderToo() throws IOException {
    Path bert = TinyBert.write(folder.resolve("bert"));
    Path out = folder.resolve("bundle");
    TrainingResult result = Trainer.train(TaggerRecipe.TASK, config(20, bert), out, false);
    assertThat(result.scores().get(0).value()).isGreaterThan(0.99);
    assertThat(tag(out, List.of(List.of("she", "lives", "in", "Hull", "."))).get(0).tags())
        .containsExactly("O", "O", "O", "S-LOC", "O");
  }

  @Test
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint() throws IOException {
    Path config = config(4, elmo);
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("whole"), false);
    assertThatThrownBy(
            () ->
                Trainer.train(
                    TaggerRecipe.TASK,
                    config,
                    folder.resolve("cut"),
                    false,
                    epoch -> {
                      if (epoch == 2) {
                        throw new IllegalStateException("power cut");
                      }
                    }))
        .hasMessage("power cut");
    assertThat(folder.resolve("cut.training/vectors.tmp")).doesNotExist();
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("cut"), true);
    assertThat(folder.resolve("cut/weights.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("whole/weights.safetensors"));
  }

  @Test
  void taggingOfASentenceDoesNotDependOnItsCompany() throws IOException {
    Path out = folder.resolve("bundle");
    Trainer.train(TaggerRecipe.TASK, config(2, elmo), out, false);
    List<List<String>> sentences = sentences(64);
    try (ModelBundle open = ModelBundle.open(out);
        SequenceTagger tagger = SequenceTaggers.read(open, ONE_THREAD)) {
      List<Tagging> together = tagger.tag(sentences);
      for (int i = 0; i < sentences.size(); i++) {
        assertSame(tagger.tag(List.of(sentences.get(i))), together.subList(i, i + 1));
      }
    }
  }

  @Test
  void modelWithStoredLayersTagsAsTheOneThatIsReadFromItsBundle() throws IOException {
    TaggerConfig config = TaggerConfig.read(config(1, elmo));
    TaggerData data = TaggerData.load(config);
    TrainingFiles files = TrainingFiles.of(folder.resolve("bundle"));
    List<List<String>> sentences = new ArrayList<>(sentences(20));
    sentences.addAll(data.train());
    // A tagger's face passes blank tokens over before they come to its model.
    sentences.replaceAll(sentence -> ReadTokens.of(sentence).tokens());
    Collections.shuffle(sentences, new Random(1));
    try (Lanes lanes = Lanes.ofFloats(1);
        TaggerModel<EncodedSentence> model =
            new BiLstmCrfModelFactory(config, data, files, TrainingReporter.standard())
                .create()
                .model()) {
      model.files(TensorType.F32).write(folder.resolve("saved"), model.manifest("saved").build());
      List<Tagging> taggings = new ArrayList<>();
      NetworkTagging<EncodedSentence> tagging = new NetworkTagging<>(model, lanes, 32, false);
      for (List<String> sentence : sentences) {
        taggings.addAll(tagging.tag(model.encode(List.of(sentence))));
      }
      assertSame(tag(folder.resolve("saved"), sentences), taggings);
    }
    assertThat(files.vectors()).doesNotExist();
  }

  @Test
  void embedderThatDoesNotFitTheTaggerIsRefused() throws IOException {
    Path out = folder.resolve("bundle");
    Trainer.train(TaggerRecipe.TASK, config(1, elmo), out, false);
    Path changed = folder.resolve("changed");
    try (ModelBundle bundle = ModelBundle.open(out)) {
      ModelManifest manifest = bundle.manifest();
      ObjectNode network = manifest.network().deepCopy();
      ((ObjectNode) network.get("embedder")).put("columns", 33);
      BundleWriter files = new BundleWriter();
      for (String file : manifest.files().keySet()) {
        files.add(file, bundle.bytes(file));
      }
      files.write(
          changed,
          ModelManifest.builder(BiLstmCrfModel.KIND, "changed")
              .labels(LabelSet.of(manifest.tagScheme(), manifest.labels()))
              .network(network)
              .normalization(manifest.normalization())
              .build());
    }
    assertThatThrownBy(() -> SequenceTaggers.load(changed.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("embedder", "[3 layers of 32]", "[3 layers of 33]");
  }

  @Test
  void bundleThatEmbedsNothingIsRefused() throws IOException {
    Path other = folder.resolve("other");
    new BundleWriter()
        .add("x.txt", new byte[0])
        .write(other, ModelManifest.builder("translator", "other").build());
    Path config = config(1, other);
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[translator]", "[elmo]");
    assertThat(folder.resolve("out.training/vectors.tmp")).doesNotExist();
  }
}
