package org.neuralannotators.train.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.translate.ReversedLetters;

class TranslatorRecipeTest {
  @TempDir private Path folder;

  /** Breaks a training off. */
  private static final class BrokenOff extends RuntimeException {}

  @Test
  void resumedTrainingEndsWithTheSameBundle() throws IOException {
    Path config = ReversedLetters.write(folder, 4);
    Files.writeString(config, Files.readString(config).replace("hidden: 0", "hidden: 0.1"));
    Trainer.train(TranslatorRecipe.TASK, config, folder.resolve("whole"), false);
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
    TrainingResult result = Trainer.train(TranslatorRecipe.TASK, config, out, true);
    assertThat(result.epochs()).isEqualTo(4);
    try (ModelBundle whole = ModelBundle.open(folder.resolve("whole"));
        ModelBundle resumed = ModelBundle.open(out)) {
      assertThat(resumed.manifest().files()).isEqualTo(whole.manifest().files());
      assertThat(resumed.manifest().scores()).isEqualTo(whole.manifest().scores());
      assertThat(resumed.manifest().kind()).isEqualTo("translator");
      assertThat(resumed.manifest().trainingData()).hasSize(1);
    }
  }

  @Test
  void separateSubwordsInTwoFilesTrainToo() throws IOException {
    Path config = ReversedLetters.write(folder, 1);
    Files.writeString(folder.resolve("source.txt"), "a b\nA c\n\n");
    Files.writeString(folder.resolve("target.txt"), "x y\nX z\nz\n");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("train: pairs.tsv", "train: [source.txt, target.txt]")
            .replace("dev: pairs.tsv", "")
            .replace("seed: 3", "seed: 3\nlowercase: true")
            .replace("merges: 10", "merges: 10, joint: false, minimum: 1"));
    Path out = folder.resolve("separate");
    Trainer.train(TranslatorRecipe.TASK, config, out, false);
    try (ModelBundle bundle = ModelBundle.open(out)) {
      assertThat(bundle.lines("subwords.source.txt"))
          .contains("a</w>")
          .doesNotContain("A</w>", "x</w>");
      assertThat(bundle.lines("subwords.target.txt"))
          .contains("x</w>")
          .doesNotContain("X</w>", "a</w>");
    }
  }

  @Test
  void filesOfDifferentLengthNameTheLine() throws IOException {
    Path config = ReversedLetters.write(folder, 1);
    Files.writeString(folder.resolve("source.txt"), "a\nb\nc\n");
    Files.writeString(folder.resolve("target.txt"), "a\nb\n");
    Files.writeString(
        config,
        Files.readString(config).replace("train: pairs.tsv", "train: [source.txt, target.txt]"));
    assertThatThrownBy(
            () -> Trainer.train(TranslatorRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("Line [3]", "source.txt", "no partner");
  }

  @Test
  void aLineWithoutTabIsNamed() throws IOException {
    Path config = ReversedLetters.write(folder, 1);
    Files.writeString(folder.resolve("pairs.tsv"), "a\tb\nc\n");
    assertThatThrownBy(
            () -> Trainer.train(TranslatorRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("Line [2]", "[1] columns");
  }

  @Test
  void onlyPairsThatAreTooLongOrEmptyAreAnError() throws IOException {
    Path config = ReversedLetters.write(folder, 1);
    Files.writeString(folder.resolve("pairs.tsv"), "a\t\n" + "a ".repeat(30) + "\tb\n");
    assertThatThrownBy(
            () -> Trainer.train(TranslatorRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("[2] training pairs", "[16] pieces");
  }
}
