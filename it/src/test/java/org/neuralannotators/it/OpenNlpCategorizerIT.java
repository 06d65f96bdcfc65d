package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import opennlp.tools.doccat.DocumentCategorizerEvaluator;
import opennlp.tools.doccat.DocumentSample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.classify.TextClassifiers;
import org.neuralannotators.opennlp.NeuralDocumentCategorizer;

/** A classifier as OpenNLP's document categorizer, under OpenNLP's evaluator. */
class OpenNlpCategorizerIT {
  @TempDir private static Path folder;
  private static String bundle;
  private static NeuralDocumentCategorizer categorizer;

  @BeforeAll
  static void load() throws IOException {
    bundle = TinyBundles.classifier(folder);
    categorizer = NeuralDocumentCategorizer.builder().modelLocation(bundle).load();
  }

  @AfterAll
  static void close() {
    categorizer.close();
  }

  /** Tokens of a text and its label. */
  private static List<DocumentSample> samples() throws IOException {
    return Files.readAllLines(folder.resolve("dev.tsv")).stream()
        .map(line -> line.split("\t"))
        .map(
            columns ->
                new DocumentSample(columns[1].equals("1") ? "name" : "none", columns[0].split(" ")))
        .toList();
  }

  @Test
  void theEvaluatorCountsWhatTheClassifierGetsRight() throws IOException {
    List<DocumentSample> samples = samples();
    DocumentCategorizerEvaluator evaluator = new DocumentCategorizerEvaluator(categorizer);
    samples.forEach(evaluator::evaluateSample);
    assertThat(evaluator.getDocumentCount()).isEqualTo(40);
    assertThat(evaluator.getAccuracy()).isGreaterThan(0.95);

    try (TextClassifier classifier = TextClassifiers.load(bundle)) {
      List<Classification> found =
          classifier.classify(samples.stream().map(s -> String.join(" ", s.getText())).toList());
      long right =
          IntStream.range(0, 40)
              .filter(i -> found.get(i).label().equals(samples.get(i).getCategory()))
              .count();
      assertThat(evaluator.getAccuracy()).isEqualTo(right / 40.0);
    }
  }

  @Test
  void theOnlyKnownCategoriesAreTheModels() {
    double[] outcome = categorizer.categorize("Ann lives in Graz .".split(" "));
    assertThat(outcome).hasSize(2);
    assertThat(outcome[0] + outcome[1]).isBetween(0.99999, 1.00001);
    assertThat(categorizer.getBestCategory(outcome)).isEqualTo("name");
    assertThat(categorizer.scoreMap("she lives in Graz .".split(" ")))
        .containsOnlyKeys("name", "none")
        .hasEntrySatisfying("none", score -> assertThat(score).isGreaterThan(0.5));
  }

  @Test
  void aWholeTextIsReadAsItsTokensAre() {
    Map<String, Double> tokens = categorizer.scoreMap("Ann lives in Graz .".split(" "));
    assertThat(categorizer.scoreMap(new String[] {"Ann lives in Graz ."})).isEqualTo(tokens);
  }

  @Test
  void threadsShareIt() throws IOException {
    List<DocumentSample> samples = samples();
    List<String> alone = samples.stream().map(OpenNlpCategorizerIT::best).toList();
    assertThat(samples.parallelStream().map(OpenNlpCategorizerIT::best).toList()).isEqualTo(alone);
  }

  private static String best(DocumentSample sample) {
    return categorizer.getBestCategory(categorizer.categorize(sample.getText()));
  }

  @Test
  void aTaggerIsNoCategorizer() {
    assertThatThrownBy(NeuralDocumentCategorizer.builder().modelLocation("en-ner")::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("bilstm-crf-tagger");
  }
}
