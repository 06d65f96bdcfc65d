package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.train.DivergenceException;
import org.neuralannotators.train.TinyData;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.LoadedSet;

class TaggerRecipeTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 80, 1);
    TinyData.write(folder.resolve("dev.tsv"), 20, 2);
  }

  private Path weights(String bundle) {
    return folder.resolve(bundle).resolve("weights.safetensors");
  }

  @Test
  void learnsATinyTaskAndWritesABundleThatTags() throws IOException {
    Path out = folder.resolve("bundle");
    TrainingResult result =
        Trainer.train(TaggerRecipe.TASK, TinyData.config(folder, 20, ""), out, false);
    assertThat(result.scores())
        .singleElement()
        .satisfies(score -> assertThat(score.value()).isGreaterThan(0.99));
    assertThat(Path.of(out + ".training").resolve("plot.svg")).content().contains("<svg");
    assertThat(Path.of(out + ".training").resolve("log.tsv"))
        .content()
        .startsWith("epoch\t")
        .hasLineCount(21);
    try (ModelBundle bundle = ModelBundle.open(out);
        SequenceTagger tagger =
            SequenceTaggers.read(bundle, TaggerOptions.DEFAULT.withNumThreads(2))) {
      List<TaggedSpan> spans =
          tagger.tag(List.of(List.of("Carla", "Ann", "lives", "in", "Hull", "."))).get(0).spans();
      assertThat(spans).extracting(TaggedSpan::label).containsExactly("PER", "LOC");
      assertThat(spans).extracting(TaggedSpan::begin).containsExactly(0, 4);
      assertThat(spans).extracting(TaggedSpan::end).containsExactly(2, 5);
      assertThat(spans).allSatisfy(span -> assertThat(span.confidence()).isBetween(0.5, 1.0));
    }
  }

  @Test
  void learnsFromTokensAsTheyAreReadLater() throws IOException {
    Path file = folder.resolve("train.tsv");
    String lines = Files.readString(file);
    Files.writeString(file, lines.replace("she\tO", "-LRB-\tO").replace("in\tO", "\u00A0\tO"));
    Path out = folder.resolve("escaped");
    Trainer.train(TaggerRecipe.TASK, TinyData.config(folder, 1, ""), out, false);
    assertThat(Files.readAllLines(out.resolve("words.txt")))
        .contains("(")
        .doesNotContain("-LRB-", "\u00A0");
    assertThat(Files.readAllLines(out.resolve("characters.txt")))
        .contains("U+0028")
        .doesNotContain("U+002D", "U+00A0");
  }

  @Test
  void learnsTagsThatMarkNoSpans() throws IOException {
    Path out = folder.resolve("pos");
    TrainingResult result =
        Trainer.train(TaggerRecipe.TASK, TinyData.config(folder, 20, "scheme: NONE"), out, false);
    assertThat(result.scores())
        .singleElement()
        .satisfies(
            score -> {
              assertThat(score.metric()).isEqualTo("accuracy");
              assertThat(score.value()).isGreaterThan(0.99);
            });
    try (ModelBundle bundle = ModelBundle.open(out);
        SequenceTagger tagger =
            SequenceTaggers.read(bundle, TaggerOptions.DEFAULT.withNumThreads(1))) {
      Tagging tagging = tagger.tag(List.of(List.of("she", "lives", "in", "Hull", "."))).get(0);
      assertThat(tagging.tags()).containsExactly("O", "O", "O", "B-LOC", "O");
      assertThat(tagging.spans()).isEmpty();
    }
  }

  @Test
  void sameSeedGivesTheSameBundle() throws IOException {
    Path config = TinyData.config(folder, 2, "");
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("one"), false);
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("two"), false);
    assertThat(weights("one")).hasSameBinaryContentAs(weights("two"));
  }

  @Test
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint() throws IOException {
    Path config = TinyData.config(folder, 4, "");
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
    assertThat(weights("cut")).doesNotExist();
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("cut"), true);
    assertThat(weights("cut")).hasSameBinaryContentAs(weights("whole"));
    List<String> log = Files.readAllLines(folder.resolve("cut.training/log.tsv"));
    assertThat(log).hasSize(5);
  }

  @Test
  void resumingWithoutACheckpointOrWithAnotherConfigurationIsAnError() throws IOException {
    Path config = TinyData.config(folder, 1, "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("none"), true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("without --resume");
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("done"), false);
    Path other = TinyData.config(folder, 2, "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, other, folder.resolve("done"), true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void unknownKeyNamesTheNearestKnownOne() throws IOException {
    Path config = TinyData.config(folder, 1, "shceme: BIO");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[shceme]")
        .hasMessageContaining("Did you mean [scheme]");
  }

  @Test
  void unknownValueNamesTheKnownOnes() throws IOException {
    Path config = TinyData.config(folder, 1, "scheme: BIX");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[BIX]")
        .hasMessageContaining("BIOES");
  }

  @Test
  void undefinedVariableIsNamed() throws IOException {
    Path config = TinyData.config(folder, 1, "description: ${NO_SUCH_VARIABLE}");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("NO_SUCH_VARIABLE");
  }

  @Test
  void trainingDataWithASingleTagIsAnError() throws IOException {
    Files.writeString(folder.resolve("train.tsv"), "a\tO\nb\tO\n\nc\tO\n");
    Path config = TinyData.config(folder, 1, "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no tag but O");
  }

  @Test
  void tagSequencesThatTheSchemeForbidsAreReadLeniently() throws IOException {
    Files.writeString(folder.resolve("train.tsv"), "Ann\tI-person\nBo\tB-LOC\nx\tI-person\n\n");
    Path config = TinyData.config(folder, 1, "");
    TrainingResult result = Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false);
    assertThat(result.epochs()).isEqualTo(1);
  }

  @Test
  void missingTagColumnNamesFileAndLine() throws IOException {
    Files.writeString(folder.resolve("train.tsv"), "Ann\tB-person\nBo\n");
    Path config = TinyData.config(folder, 1, "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("train.tsv")
        .hasMessageContaining("line [2]");
  }

  @Test
  void blanksAtTheEndsOfLinesMakeNoTypes() throws IOException {
    Path data = folder.resolve("train.tsv");
    Files.writeString(data, Files.readString(data).replace("\n", " \n"));
    Path out = folder.resolve("out");
    Trainer.train(TaggerRecipe.TASK, TinyData.config(folder, 1, ""), out, false);
    try (ModelBundle bundle = ModelBundle.open(out)) {
      assertThat(bundle.manifest().labels()).containsExactly("LOC", "PER");
    }
  }

  @Test
  void tagsInSmallLettersAreAnErrorUnlessTheyMarkNoSpans() throws IOException {
    Files.writeString(folder.resolve("train.tsv"), "Ann\tB-PER\nBo\to\n");
    Path config = TinyData.config(folder, 1, "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .hasMessageContaining("train.tsv] line [2]: [o] isn't a tag that marks spans");
    Path tags = TinyData.config(folder, 1, "scheme: NONE");
    assertThat(Trainer.train(TaggerRecipe.TASK, tags, folder.resolve("out"), false).epochs())
        .isEqualTo(1);
  }

  @Test
  void conlluIsReadByItsEnding() throws IOException {
    String line = "1\tAnn\tAnn\tPROPN\tNNP\t_\t0\troot\t_\t_\n";
    Files.writeString(
        folder.resolve("train.conllu"),
        "# text = Ann goes\n" + line + line.replace("PROPN", "VERB"));
    Path config = TinyData.config(folder, 1, "scheme: NONE");
    Files.writeString(
        config, Files.readString(config).replace("train.tsv, dev: dev.tsv", "train.conllu"));
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false);
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("out"))) {
      assertThat(bundle.manifest().labels()).containsExactly("PROPN", "VERB");
    }
  }

  @Test
  void rulesForSpansHoldForWhatIsLearntAndWhereToldForWhatIsHeldOut() throws IOException {
    Path file = TinyData.config(folder, 1, "");
    String rules =
        "  spans:\n    - {text: Ann.*, labels: [PER], to: ORG%s}\n    - {text: Hull, to: O}\nwords";
    Files.writeString(
        file, Files.readString(file).replaceFirst("\nwords", "\n" + rules.formatted("")));
    assertThat(labels(TaggerData.load(TaggerConfig.read(file)).sets().train())).contains("ORG");
    assertThat(labels(TaggerData.load(TaggerConfig.read(file)).sets().all(LoadedSet::dev)))
        .containsExactly("LOC", "PER");
    Files.writeString(file, Files.readString(file).replace("to: ORG", "to: ORG, heldOut: true"));
    assertThat(labels(TaggerData.load(TaggerConfig.read(file)).sets().all(LoadedSet::dev)))
        .contains("ORG");
    Files.writeString(file, Files.readString(file) + "scheme: NONE\n");
    assertThatThrownBy(() -> TaggerConfig.read(file))
        .hasMessageContaining("[data.spans] or [data.sets.spans] with the scheme [NONE]");
  }

  @Test
  void lowerCasedSentencesAreAddedAsTheOtherSetsWriteThem() throws IOException {
    Files.writeString(
        folder.resolve("lower.tsv"), "she\tO\nmet\tO\nann\tB-PER\nin\tO\ngraz\tB-LOC\n.\tO\n");
    Path file = TinyData.config(folder, 1, "");
    String set = "    - {name: lower, train: lower.tsv, truecase: 1}\n";
    Files.writeString(file, Files.readString(file).replaceFirst("\nwords", "\n" + set + "words"));
    List<TaggedSentence> train = TaggerData.load(TaggerConfig.read(file)).sets().train();
    assertThat(train).hasSize(82);
    assertThat(train.get(80).tokens()).containsExactly("she", "met", "ann", "in", "graz", ".");
    assertThat(train.get(81).tokens()).containsExactly("She", "met", "Ann", "in", "Graz", ".");
    assertThat(train.get(81).tags()).isEqualTo(train.get(80).tags());
    Files.writeString(file, Files.readString(file).replace("truecase: 1", "truecase: 2"));
    assertThatThrownBy(() -> TaggerConfig.read(file))
        .hasMessageContaining("data.sets.truecase [2.0]; expected 0 to 1");
  }

  private static Set<String> labels(List<TaggedSentence> sentences) {
    return sentences.stream()
        .flatMap(sentence -> sentence.spans().stream())
        .map(TaggedSpan::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void anEmptyDevFileIsNotNone() throws IOException {
    Files.writeString(folder.resolve("dev.tsv"), "\n");
    Path config = TinyData.config(folder, 1, "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[data.sets.dev] of the set [tiny] is")
        .hasMessageContaining("dev.tsv], which has no data");
  }

  @Test
  void aTrainingThatBreaksDownSaysWhereAndWritesNothing() throws IOException {
    Path config = TinyData.config(folder, 5, "");
    Files.writeString(config, Files.readString(config).replace("initial: 0.02", "initial: 1e38"));
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(DivergenceException.class)
        .hasMessageContaining("step [2] of [10] in epoch [1], with the learning rate [1.0E38]")
        .hasMessageContaining("Lower [training.learningRate.initial]");
    assertThat(weights("out")).doesNotExist();
  }

  @Test
  void aValueOfAnotherKindIsNamedWithItsKeyAndLine() throws IOException {
    Path config = TinyData.config(folder, 1, "");
    Files.writeString(
        config, Files.readString(config).replace("train: train.tsv", "train: [train.tsv]"));
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Configuration [%s], line 6: [data.sets[0].train] is the list [\"train.tsv\"];"
                    .formatted(config)
                + " expected a single text");
    Files.writeString(config, "name: x\ndata: train.tsv\n");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .hasMessageContaining(
            "line 2: [data] is [train.tsv]; expected a group of keys among [folder, columns,"
                + " sets, spans]");
    Files.writeString(config, "name: x\nseed: [1\n");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .hasMessageContaining("not YAML")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void whatANetworkCantBeIsAnErrorOfTheConfiguration() throws IOException {
    Path config = TinyData.config(folder, 1, "");
    Files.writeString(
        config, Files.readString(config).replace("maximumLength: 12", "maximumLength: 0"));
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Configuration [" + config + "]: characters.maximumLength [0]");
  }

  @Test
  void anEmptyConfigurationIsNamed() throws IOException {
    Path config = Files.writeString(folder.resolve("empty.yaml"), "");
    assertThatThrownBy(() -> Trainer.train(TaggerRecipe.TASK, config, folder.resolve("out"), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the file is empty; expected a group of keys among [name,");
  }
}
