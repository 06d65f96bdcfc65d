package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.train.TinyTexts;
import org.neuralannotators.train.Trainer;
import org.neuralannotators.train.TrainingResult;
import org.neuralannotators.train.classify.FineTuningRecipe;

class TextClassifierTest {
  @TempDir private static Path folder;
  private static TrainingResult result;
  private static TextClassifier classifier;

  @BeforeAll
  static void train() throws IOException {
    TinyBert.write(folder.resolve("encoder"));
    TinyTexts.texts(folder.resolve("train.tsv"), 120, 1);
    TinyTexts.texts(folder.resolve("dev.tsv"), 40, 2);
    Path config =
        TinyTexts.config(
            folder,
            "sets: [{name: t, train: train.tsv, dev: dev.tsv, labels: {'0': none, '1': name}}]",
            8,
            "");
    result = Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("tiny"), false);
    classifier = TextClassifiers.load(folder.resolve("tiny").toString());
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  @Test
  void learnsATinyTaskAndClassifiesFromItsBundle() {
    assertThat(result.scores())
        .extracting(ModelManifest.Score::metric)
        .containsExactly("accuracy", "macroF1");
    assertThat(result.scores().get(0).value()).isGreaterThan(0.95);
    assertThat(classifier.classify(List.of("Ann lives in Hull .", "she lives in Jena")))
        .extracting(Classification::label)
        .containsExactly("name", "none");
    assertThat(classifier.manifest().kind()).isEqualTo("bert-classifier");
    assertThat(classifier.manifest().labels()).containsExactly("name", "none");
  }

  @Test
  void probabilitiesOfAllLabelsSumToOneAndTheLargestIsTheConfidence() {
    for (Classification each : classifier.classify(List.of("Ann", "", "x".repeat(500)))) {
      assertThat(each.probabilities().keySet()).containsExactly("name", "none");
      double sum = each.probabilities().values().stream().mapToDouble(p -> p).sum();
      assertThat(sum).isCloseTo(1, offset(1e-9));
      assertThat(each.probabilities()).containsEntry(each.label(), each.confidence());
      assertThat(each.confidence()).isGreaterThanOrEqualTo(0.5);
    }
  }

  @Test
  void learnsPairsWhoseOrderMatters() throws IOException {
    TinyTexts.pairs(folder.resolve("pairs.tsv"), 120, 1);
    TinyTexts.pairs(folder.resolve("dev-pairs.tsv"), 40, 2);
    Path config =
        TinyTexts.config(
            folder,
            "columns: {text: 0, second: 1, label: 2, header: true},"
                + " sets: [{name: t, train: pairs.tsv, dev: dev-pairs.tsv}]",
            12,
            "");
    TrainingResult pairs =
        Trainer.train(FineTuningRecipe.CLASSIFIER, config, folder.resolve("pairs"), false);
    assertThat(pairs.scores().get(0).value()).isGreaterThan(0.95);
    try (TextClassifier ofPairs = TextClassifiers.load(folder.resolve("pairs").toString())) {
      assertThat(
              ofPairs.classifyPairs(
                  List.of(new TextPair("Jena", "Ann"), new TextPair("Ann", "Jena"))))
          .extracting(Classification::label)
          .containsExactly("yes", "no");
      for (String odd : List.of("", "\uD83D\uDE00", "\uD800", "x".repeat(5000))) {
        assertThat(ofPairs.classifyPairs(List.of(new TextPair(odd, odd)))).hasSize(1);
      }
      assertThatThrownBy(() -> ofPairs.classify(List.of("x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[pairs]");
    }
  }

  @Test
  void probabilitiesOfALongTextAreTheMeanOfItsWindows() {
    // Each letter is a piece: windows of 22 of them begin 11 apart.
    List<String> letters =
        IntStream.range(0, 40).mapToObj(i -> "abcdefg".charAt(i % 7) + "").toList();
    Classification whole = classifier.classify(List.of(String.join(" ", letters))).get(0);
    List<String> windows =
        List.of(
            String.join(" ", letters.subList(0, 22)),
            String.join(" ", letters.subList(11, 33)),
            String.join(" ", letters.subList(22, 40)));
    double mean =
        classifier.classify(windows).stream()
            .mapToDouble(c -> c.probabilities().get("name"))
            .average()
            .orElseThrow();
    assertThat(whole.probabilities().get("name")).isCloseTo(mean, offset(1e-5));
  }

  @Test
  void textOfAHundredThousandTokensIsClassified() {
    assertThat(classifier.classify(List.of("she lives in Graz . ".repeat(20_000))))
        .singleElement()
        .extracting(Classification::label)
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\uD83D\uDE00", "\uD800 x \uDC00", "\0\u001B[0m", "שלום 日本"})
  void oddTextIsClassified(String text) {
    assertThat(classifier.classify(List.of(text))).hasSize(1);
  }

  @Test
  void nothingToClassifyIsNoError() {
    assertThat(classifier.classify(List.of())).isEmpty();
  }

  @Test
  void resultDoesNotDependOnCompanyNorOnOtherThreads() {
    Random random = new Random(1);
    List<String> words = List.of("Ann", "lives", "Graz", ".", "she", "日本", "x".repeat(60));
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add(
          String.join(
              " ", random.ints(random.nextInt(40), 0, words.size()).mapToObj(words::get).toList()));
    }
    List<Classification> together = classifier.classify(texts);
    List<Classification> alone =
        IntStream.range(0, texts.size())
            .parallel()
            .mapToObj(i -> classifier.classify(List.of(texts.get(i))).get(0))
            .toList();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(alone.get(i).probabilities().get("name"))
          .isCloseTo(together.get(i).probabilities().get("name"), offset(1e-5));
    }
  }

  @Test
  void bundleOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> TextClassifiers.load(folder.resolve("encoder").toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[bert-encoder]")
        .hasMessageContaining("[bert-classifier]");
    assertThatThrownBy(() -> QuestionAnswerers.load(folder.resolve("tiny").toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[bert-classifier]")
        .hasMessageContaining("[bert-question-answerer]");
  }

  @Test
  void classifierOfTextsIsNotTakenForOneOfPairs() {
    assertThat(classifier.pairs()).isFalse();
    assertThatThrownBy(() -> classifier.classifyPairs(List.of(new TextPair("x", "y"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[texts]");
    String location = folder.resolve("tiny").toString();
    assertThatThrownBy(() -> TextClassifiers.load(location, PredictorOptions.DEFAULT, true))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(location)
        .hasMessageContaining("[pairs]");
  }

  @Test
  void closedClassifierSaysSo() throws IOException {
    TextClassifier closed = TextClassifiers.load(folder.resolve("tiny").toString());
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.classify(List.of("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
