package org.neuralannotators.train.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.train.TinyTexts;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;

class FineTuningRecipeTest {
  private static final String SETS =
      "sets: [{name: t, licence: free, train: train.tsv, dev: dev.tsv}]";
  private static final String QUESTIONS = "sets: [{name: t, train: train.json}]";

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.texts(folder.resolve("train.tsv"), 40, 1);
    TinyTexts.texts(folder.resolve("dev.tsv"), 10, 2);
    TinyTexts.questions(folder.resolve("train.json"), 10, true, 1);
  }

  @Test
  void byLowRankTrainingGoesOnTooFromItsCheckpoint() throws IOException {
    Path config = TinyTexts.config(folder, SETS, 3, "");
    Files.writeString(
        config,
        Files.readString(config).replace("headRate: 3", "headRate: 3, lora: {rank: 4, alpha: 8}"));
    requireSameWhenResumed(config);
  }

  @Test
  void anEncoderHasNoAdapterOfItsOwn() throws IOException {
    Path config = TinyTexts.config(folder, SETS, 1, "");
    Files.writeString(
        config, Files.readString(config).replace("headRate: 3", "lora: {rank: 4, apart: true}"));
    refused(config, "[bert.lora.apart]");
  }

  private Path weights(String bundle) {
    return folder.resolve(bundle).resolve("weights.safetensors");
  }

  @Test
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint() throws IOException {
    requireSameWhenResumed(TinyTexts.config(folder, SETS, 3, ""));
  }

  private void requireSameWhenResumed(Path config) throws IOException {
    Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("whole"), false);
    assertThatThrownBy(
            () ->
                Trainer.train(
                    FineTuningRecipe.CLASSIFIER,
                    config,
                    folder.resolve("cut"),
                    false,
                    epoch -> {
                      if (epoch == 2) {
                        throw new IllegalStateException("power cut");
                      }
                    }))
        .hasMessage("power cut");
    assertThat(weights("cut")).doesNotExist();
    Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("cut"), true);
    assertThat(weights("cut")).hasSameBinaryContentAs(weights("whole"));
  }

  @Test
  void sameSeedGivesTheSameQuestionAnswerer() throws IOException {
    Path config = TinyTexts.config(folder, QUESTIONS, 2, "maximumAnswer: 7");
    Trainer.train(FineTuningRecipe.QUESTION_ANSWERER, config, folder.resolve("one"), false);
    Trainer.train(FineTuningRecipe.QUESTION_ANSWERER, config, folder.resolve("two"), false);
    assertThat(weights("one")).hasSameBinaryContentAs(weights("two"));
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("one"))) {
      assertThat(bundle.manifest().network().at("/answers/maximumPieces").asInt()).isEqualTo(7);
      assertThat(bundle.manifest().network().at("/answers/optional").asBoolean()).isFalse();
    }
  }

  @Test
  void bundleNamesItsDataScoresAndLabels() throws IOException {
    Path config = TinyTexts.config(folder, SETS, 1, "description: tiny");
    TrainingResult result =
        Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("b"), false);
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("b"))) {
      ModelManifest manifest = bundle.manifest();
      assertThat(manifest.trainingData())
          .extracting(ModelManifest.TrainingData::name)
          .containsExactly("nothing", "t");
      assertThat(manifest.labels()).containsExactly("0", "1");
      assertThat(manifest.scores()).isEqualTo(result.scores()).hasSize(2);
      assertThat(manifest.network().has("answers")).isFalse();
    }
  }

  @Test
  void frozenEncoderStaysAsItIs() throws IOException {
    Path config = TinyTexts.config(folder, SETS, 1, "");
    Files.writeString(
        config, Files.readString(config).replace("headRate: 3", "headRate: 3, frozenLayers: 2"));
    Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("frozen"), false);
    try (ModelBundle before = ModelBundle.open(folder.resolve("encoder"));
        ModelBundle after = ModelBundle.open(folder.resolve("frozen"))) {
      String table = "embeddings.word_embeddings.weight";
      float[] expected = before.tensors("model.safetensors").get(table).floats();
      assertThat(after.tensors("weights.safetensors").get(table).floats())
          .containsExactly(expected, offset(1e-3f));
    }
  }

  @Test
  void configurationsOfOtherTasksAreRefused() throws IOException {
    refused(TinyTexts.config(folder, SETS, 1, "maximumAnswer: 7"), "[maximumAnswer]");
    refused(TinyTexts.config(folder, SETS, 1, "scheme: BIO"), "[scheme]");
    Path pooling = TinyTexts.config(folder, SETS, 2, "");
    Files.writeString(pooling, Files.readString(pooling).replace("headRate: 3", "pooling: FIRST"));
    refused(pooling, "[bert.pooling]");
    Path columns = TinyTexts.config(folder, "columns: {text: 0}, " + QUESTIONS, 1, "");
    assertThatThrownBy(
            () ->
                Trainer.train(
                    FineTuningRecipe.QUESTION_ANSWERER, columns, folder.resolve("x"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[data.columns]");
  }

  private void refused(Path config, String key) {
    assertThatThrownBy(
            () -> Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("x"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key);
  }

  @Test
  void dataWithoutTextsOrWithASingleLabelIsAnError() throws IOException {
    refused(
        TinyTexts.config(folder, "sets: [{name: t, dev: dev.tsv}]", 1, ""), "[data.sets.train]");
    refused(
        TinyTexts.config(folder, "sets: [{name: t, train: train.tsv, labels: {'*': x}}]", 1, ""),
        "at least two");
  }
}
