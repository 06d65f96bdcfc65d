package org.neuralannotators.train.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.train.TinyTexts;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;

class ClassifierTeachingTest {
  private static final String GOLD = "sets: [{name: t, train: train.tsv, dev: dev.tsv}]";
  private static final String TEXT = "sets: [{name: t, text: text.txt, dev: dev.tsv%s}]";

  @TempDir private static Path folder;

  @BeforeAll
  static void trainTeacher() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.texts(folder.resolve("train.tsv"), 60, 1);
    TinyTexts.texts(folder.resolve("dev.tsv"), 20, 2);
    Path more = TinyTexts.texts(folder.resolve("more.tsv"), 80, 3);
    Files.writeString(
        folder.resolve("text.txt"), Files.readString(more).replaceAll("\t[^\n]*", ""));
    TinyTexts.pairs(folder.resolve("pairs.tsv"), 60, 1);
    train(config(GOLD, 10, ""), "teacher");
  }

  private static Path config(String data, int epochs, String more) throws IOException {
    return TinyTexts.config(folder, data, epochs, more);
  }

  private static String teacher(String more) {
    return "teacher: {model: %s%s}".formatted(folder.resolve("teacher"), more);
  }

  private static TrainingResult train(Path config, String out) throws IOException {
    return Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve(out), false);
  }

  private static Path weights(String bundle) {
    return folder.resolve(bundle).resolve("weights.safetensors");
  }

  @Test
  void aStudentLearnsFromTextsAlone() throws IOException {
    Path config = config(TEXT.formatted(""), 10, teacher(", temperature: 2"));
    assertThat(train(config, "silver").scores().get(0).value()).isGreaterThan(0.9);
  }

  @Test
  void pairsAreTaughtToo() throws IOException {
    String columns = "columns: {text: 0, second: 1, label: 2, header: true}, ";
    train(config(columns + "sets: [{name: p, train: pairs.tsv}]", 6, ""), "pairs-teacher");
    Path student =
        config(
            columns + "sets: [{name: p, text: pairs.tsv, dev: pairs.tsv}]",
            10,
            "teacher: {model: %s}".formatted(folder.resolve("pairs-teacher")));
    assertThat(train(student, "pairs").scores().get(0).value()).isGreaterThan(0.9);
  }

  @Test
  void aTeacherWithoutWeightChangesNothing() throws IOException {
    train(config(GOLD, 2, ""), "gold");
    train(config(GOLD, 2, teacher(", weight: 0")), "unheard");
    assertThat(weights("unheard")).hasSameBinaryContentAs(weights("gold"));
    train(config(GOLD, 2, teacher(", weight: 0.5")), "heard");
    assertThat(Files.readAllBytes(weights("heard")))
        .isNotEqualTo(Files.readAllBytes(weights("gold")));
  }

  @Test
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint() throws IOException {
    Path config = config(TEXT.formatted(", limit: 30, minConfidence: 0.1"), 3, teacher(""));
    train(config, "whole");
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
    Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("cut"), true);
    assertThat(weights("cut")).hasSameBinaryContentAs(weights("whole"));
  }

  @Test
  void whatATeacherCantTeachIsNamed() throws IOException {
    refused(config(TEXT.formatted(""), 1, ""), "[data.sets.text] is given without [teacher]");
    refused(
        config(TEXT.formatted(", minConfidence: 1"), 1, teacher(", temperature: 9")),
        "lower [data.sets.minConfidence]");
    refused(
        config("sets: [{name: t, train: train.tsv, labels: {'0': no}}]", 1, teacher("")),
        "The training data has the labels [1, no], the teacher [0, 1]");
    refused(
        config(TEXT.formatted(""), 1, "teacher: {model: %s}".formatted(folder.resolve("encoder"))),
        "is of the kind [bert-encoder]; expected [bert-classifier]");
    TinyTexts.questions(folder.resolve("train.json"), 10, true, 1);
    Path questions = config("sets: [{name: t, train: train.json}]", 1, teacher(""));
    assertThatThrownBy(
            () ->
                Trainer.train(
                    FineTuningRecipe.QUESTION_ANSWERER, questions, folder.resolve("qa"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[teacher] is given; expected it only for [train classifier]");
  }

  private static void refused(Path config, String message) {
    assertThatThrownBy(() -> train(config, "refused"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
