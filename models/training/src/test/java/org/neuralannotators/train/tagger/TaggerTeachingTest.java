package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.crf.GoldLabels;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.LabelledSentence;
import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.tagger.SequenceTaggers;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TokenMarginals;
import org.neuralannotators.train.TinyData;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.TrainingFiles;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.config.ConfigurationException;

class TaggerTeachingTest {
  private static final String BERT =
      "bert: {encoder: encoder, dropout: {hidden: 0.05, attention: 0.05}, headRate: 3}";

  @TempDir private static Path folder;

  @BeforeAll
  static void trainTeacher() throws IOException {
    TinyData.write(folder.resolve("train.tsv"), 80, 1);
    TinyData.write(folder.resolve("dev.tsv"), 20, 2);
    text(folder.resolve("text.txt"), 100, 3);
    TinyBert.write(folder.resolve("encoder"));
    Trainer.train(
        TaggerRecipe.TASK, TinyData.config(folder, 12, ""), folder.resolve("teacher"), false);
  }

  /** Sentences of the tiny task, one a line, without their tags. */
  private static void text(Path file, int sentences, long seed) throws IOException {
    Path tagged = TinyData.write(folder.resolve("tagged.tsv"), sentences, seed);
    String lines =
        Files.readString(tagged)
            .replaceAll("\t[^\n]*", "")
            .replaceAll("(?<=[^\n])\n(?=[^\n])", " ")
            .replaceAll("\n+", "\n");
    Files.writeString(file, lines);
  }

  /**
   * A student's configuration.
   *
   * @param set the keys of its set beside {@code name} and {@code dev}
   */
  private static Path student(String set, int epochs, String more) throws IOException {
    Path config = TinyData.config(folder, epochs, more);
    String text =
        Files.readString(config).replace("train: train.tsv, dev: dev.tsv", set + ", dev: dev.tsv");
    return Files.writeString(
        folder.resolve("student-" + Integer.toHexString(text.hashCode()) + ".yaml"), text);
  }

  private static Path bertStudent(String set, int epochs, String more) throws IOException {
    Path config = student(set, epochs, more);
    String text =
        Files.readString(config)
                .replaceAll("(?m)^(words|characters|recurrent|dropout):.*\n", "")
                .replace("initial: 0.02", "initial: 0.004, schedule: LINEAR, warmup: 0.1")
            + BERT.replace("encoder: encoder", "encoder: " + folder.resolve("encoder"));
    return Files.writeString(config, text);
  }

  private static String teacher(String more) {
    return "teacher: {model: %s%s}".formatted(folder.resolve("teacher"), more);
  }

  private static Path weights(String bundle) {
    return folder.resolve(bundle).resolve("weights.safetensors");
  }

  private static TrainingResult train(Path config, String out) throws IOException {
    return Trainer.train(TaggerRecipe.TASK, config, folder.resolve(out), false);
  }

  private static List<Path> taught(String out, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(out))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void aStudentLearnsFromPlainTextAlone() throws IOException {
    Path config = student("licence: free, text: text.txt", 12, teacher(", temperature: 2"));
    TrainingResult result = train(config, "silver");
    assertThat(result.scores().get(0).value()).isGreaterThan(0.95);
    try (ModelBundle bundle = ModelBundle.open(folder.resolve("silver"))) {
      assertThat(bundle.manifest().labels()).containsExactly("LOC", "PER");
      assertThat(bundle.manifest().trainingData())
          .extracting(ModelManifest.TrainingData::licence)
          .containsExactly(null, "free");
    }
  }

  @Test
  void anEncoderLearnsFromABiLstmAndTeachesOne() throws IOException {
    train(bertStudent("text: text.txt", 12, teacher("")), "bert");
    Path back =
        student("text: text.txt", 12, "teacher: {model: %s}".formatted(folder.resolve("bert")));
    assertThat(train(back, "back").scores().get(0).value()).isGreaterThan(0.95);
  }

  @Test
  void aStudentWithoutCrfLearnsTooAndProbabilitiesBecomeTheTeachers() throws IOException {
    Path config = student("train: train.tsv", 25, teacher("") + "\ncrf: false");
    assertThat(train(config, "free").scores().get(0).value()).isGreaterThan(0.95);
    List<List<String>> sentence = List.of(List.of("Ann", "Bo", "lives", "in", "Graz", "."));
    try (SequenceTagger teacher = tagger("teacher");
        SequenceTagger student = tagger("free")) {
      Tagging expected = teacher.tag(sentence).get(0);
      assertThat(student.tag(sentence).get(0).tags()).isEqualTo(expected.tags());
    }
  }

  private static SequenceTagger tagger(String bundle) throws IOException {
    try (ModelBundle open = ModelBundle.open(folder.resolve(bundle))) {
      return SequenceTaggers.read(open, TaggerOptions.DEFAULT.withNumThreads(1));
    }
  }

  @Test
  void marginalsAreTheConfidencesOfTheTaggerAndEvenOutWithTheTemperature() throws IOException {
    List<List<String>> sentences =
        List.of(List.of("Ann", "Bo", "lives", "in", "Rome", "."), List.of(), List.of("she"));
    try (SequenceTagger tagger = tagger("teacher");
        TokenMarginals marginals = marginals(1);
        TokenMarginals warm = marginals(3)) {
      int labels = marginals.labels().size();
      List<float[]> given = marginals.marginals(sentences);
      for (int i = 0; i < sentences.size(); i++) {
        Tagging tagging = tagger.tag(sentences).get(i);
        float[] heated = warm.marginals(sentences).get(i);
        assertThat(given.get(i)).hasSize(labels * sentences.get(i).size());
        for (int t = 0; t < tagging.tags().size(); t++) {
          int best = t * labels + marginals.labels().index(tagging.tags().get(t));
          assertThat(given.get(i)[best])
              .isCloseTo(tagging.confidences().get(t).floatValue(), offset(1e-5f));
          assertThat(heated[best]).isLessThan(given.get(i)[best]);
          double sum = 0;
          for (int n = 0; n < labels; n++) {
            sum += heated[t * labels + n];
          }
          assertThat(sum).isCloseTo(1, offset(1e-5));
        }
      }
    }
  }

  private static TokenMarginals marginals(double temperature) throws IOException {
    try (ModelBundle open = ModelBundle.open(folder.resolve("teacher"))) {
      return TokenMarginals.read(open, TaggerOptions.DEFAULT.withNumThreads(1), temperature);
    }
  }

  @Test
  void aRecasedSentenceIsReadAmongItsNeighboursAndKeepsItsTarget() throws IOException {
    Path file = bertStudent("train: train.tsv", 1, "augmentation: {upperCase: 0.5}");
    Files.writeString(file, Files.readString(file).replace("headRate: 3", "context: 3"));
    TaggerConfig config = TaggerConfig.read(file);
    TaggerData data = TaggerData.load(config);
    try (TaggerModel<EncodedPieces> model =
            new EncoderTaggerModelFactory(config, data).create().model();
        Lanes lanes = Lanes.ofFloats(1);
        TrainingReporter reporter = TrainingReporter.standard()) {
      TrainingContext context =
          new TrainingContext(TrainingFiles.of(folder.resolve("none")), lanes, reporter);
      TaggerTargets targets = TaggerTargets.of(config, data, context);
      List<LabelledSentence<EncodedPieces>> shown =
          new TaggerExamples<>(config, data, model, targets).of(0);
      List<List<String>> sentences = data.sentences().get(0);
      List<EncodedPieces> asWritten = model.encode(sentences);
      int recased = 0;
      for (int i = 0; i < shown.size(); i++) {
        List<List<String>> others = new ArrayList<>(sentences);
        others.set(i, sentences.get(i).stream().map(t -> t.toUpperCase(Locale.ROOT)).toList());
        String found = ids(shown.get(i).sentence());
        assertThat(found).isIn(ids(asWritten.get(i)), ids(model.encode(others).get(i)));
        recased += found.equals(ids(asWritten.get(i))) ? 0 : 1;
        assertThat(((GoldLabels) shown.get(i).target()).labels())
            .isEqualTo(data.gold(data.sets().train().get(i)).labels());
      }
      assertThat(recased).isBetween(shown.size() / 4, shown.size() * 3 / 4);
    }
  }

  private static String ids(EncodedPieces sentence) {
    return sentence.sequences().stream().map(s -> Arrays.toString(s.ids())).toList().toString();
  }

  @Test
  void partsOfSpeechAreTaughtToo() throws IOException {
    train(student("train: train.tsv", 8, "scheme: NONE"), "pos");
    Path config =
        student(
            "text: text.txt",
            12,
            "scheme: NONE\nteacher: {model: %s}".formatted(folder.resolve("pos")));
    assertThat(train(config, "pos-student").scores().get(0).value()).isGreaterThan(0.95);
  }

  @Test
  void aTeacherOfBioesTeachesSchemesThatFollowFromIt() throws IOException {
    for (String scheme : List.of("BIO", "BILOU", "IO")) {
      Path config = student("text: text.txt", 12, "scheme: " + scheme + "\n" + teacher(""));
      assertThat(train(config, "of-" + scheme).scores().get(0).value())
          .as(scheme)
          .isGreaterThan(0.95);
    }
  }

  @Test
  void aTeacherWithoutWeightChangesNothing() throws IOException {
    train(student("train: train.tsv", 2, ""), "gold");
    train(student("train: train.tsv", 2, teacher(", weight: 0")), "unheard");
    assertThat(weights("unheard")).hasSameBinaryContentAs(weights("gold"));
    train(student("train: train.tsv", 2, teacher(", weight: 0.5")), "heard");
    assertThat(Files.readAllBytes(weights("heard")))
        .isNotEqualTo(Files.readAllBytes(weights("gold")));
  }

  @Test
  void severalTeachersAreHeard() throws IOException {
    Path second = student("train: train.tsv", 3, "");
    Files.writeString(second, Files.readString(second).replace("seed: 3", "seed: 9"));
    train(second, "second");
    String both =
        "teacher: {model: [%s, %s]}".formatted(folder.resolve("teacher"), folder.resolve("second"));
    assertThat(train(student("text: text.txt", 12, both), "of-two").scores().get(0).value())
        .isGreaterThan(0.9);
    assertThat(taught("of-two.training", ".bin")).hasSize(2);
  }

  @Test
  void trainingThatStoppedGoesOnExactlyFromItsCheckpoint() throws IOException {
    Path config =
        student(
            "text: text.txt, limit: 30, minConfidence: 0.2",
            4,
            teacher(", weight: 0.7") + "\naugmentation: {lowerCase: 0.3, upperCase: 0.2}");
    train(config, "whole");
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
    Path taught = taught("cut.training", ".bin").get(0);
    Object before = Files.getLastModifiedTime(taught);
    Trainer.train(TaggerRecipe.TASK, config, folder.resolve("cut"), true);
    assertThat(weights("cut")).hasSameBinaryContentAs(weights("whole"));
    assertThat(Files.getLastModifiedTime(taught)).isEqualTo(before);
  }

  @Test
  void judgingThatStoppedIsGoneOnWith() throws IOException {
    text(folder.resolve("long.txt"), 2500, 5);
    Path cache = folder.resolve("cache");
    Path config = student("text: long.txt, limit: 20", 1, teacher(", cache: " + cache));
    train(config, "first");
    Path whole = taught("cache", ".bin").get(0);
    byte[] expected = Files.readAllBytes(whole);
    Path part = cache.resolve(whole.getFileName().toString().replace(".bin", ".part"));
    Files.move(whole, part);
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      file.truncate(expected.length / 2);
    }
    train(config, "second-try");
    assertThat(whole).hasBinaryContent(expected);
    assertThat(part).doesNotExist();
    assertThat(weights("second-try")).hasSameBinaryContentAs(weights("first"));
  }

  @Test
  void sentencesOfWhichTheTeacherIsntCertainAreLeftOut() throws IOException {
    Path none = student("text: text.txt, minConfidence: 1", 1, teacher(", temperature: 4"));
    assertThatThrownBy(() -> train(none, "uncertain"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("[data.sets.minConfidence]");
  }

  @Test
  void textIsSplitByABundleOrByItsBlanks() throws IOException {
    Files.writeString(folder.resolve("raw.txt"), "Ann Bo lives in Graz. She lives in Hull.");
    Path splitter =
        Path.of(
            "../../resources/en-tokens/src/main/resources/org/neuralannotators/bundles/en-tokens");
    train(student("text: raw.txt, splitter: " + splitter, 1, teacher("")), "split");
    assertThat(Files.readAllLines(folder.resolve("split/words.txt")))
        .contains("Graz", ".", "She", "Hull");
    train(student("text: raw.txt", 1, teacher("")), "blanks");
    assertThat(Files.readAllLines(folder.resolve("blanks/words.txt"))).contains("Graz.", "Hull.");
  }

  @Test
  void whatATeacherCantTeachIsNamed() throws IOException {
    refused(student("text: text.txt", 1, ""), "[data.sets.text] is given without [teacher]");
    refused(
        student("train: train.tsv, text: text.txt", 1, teacher("")),
        "The set [tiny] has [data.sets.train] and [data.sets.text]");
    refused(
        student("train: train.tsv, minConfidence: 0.5", 1, teacher("")),
        "beside [data.sets.text] alone");
    refused(
        student("text: text.txt", 1, teacher("") + "\nscheme: IOB1"),
        "has the scheme [BIOES], of whose probabilities those of [IOB1] don't follow");
    refused(
        student("text: text.txt", 1, teacher("") + "\nscheme: NONE"),
        "those of [NONE] don't follow");
    refused(
        student("train: train.tsv", 1, teacher(", labels: {PER: O}")),
        "The training data has the labels [LOC, PER], the teacher [LOC]");
    refused(
        student("text: text.txt", 1, teacher(", temperature: 0")),
        "[teacher.temperature] is [0.0]");
    refused(student("text: text.txt", 1, teacher(", weight: 2")), "[teacher.weight] is [2.0]");
    refused(student("text: text.txt", 1, "teacher: {weight: 1}"), "[teacher.model] is missing");
    refused(
        student("text: text.txt", 1, "teacher: {model: %s}".formatted(folder.resolve("encoder"))),
        "is of the kind [bert-encoder]; expected a tagger");
  }

  private static void refused(Path config, String message) {
    assertThatThrownBy(() -> train(config, "refused"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
