package org.neuralannotators.opennlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import opennlp.tools.commons.ThreadSafe;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.BundleException;

class NeuralDocumentCategorizerTest {
  private final FakeClassifier model = new FakeClassifier();
  private final NeuralDocumentCategorizer categorizer = new NeuralDocumentCategorizer(model);

  private static String[] words(String text) {
    return text.split(" ");
  }

  @Test
  void probabilitiesAreInTheOrderOfTheCategories() {
    assertThat(categorizer.categorize(words("a good book"))).containsExactly(0.5, 0.25, 0.25);
    assertThat(categorizer.getNumberOfCategories()).isEqualTo(3);
    assertThat(categorizer.getCategory(1)).isEqualTo("bad");
    assertThat(categorizer.getIndex("neither")).isEqualTo(2);
    assertThat(categorizer.getIndex("mixed")).isEqualTo(-1);
  }

  @Test
  void numbersStandInTheProbabilitiesPlace() {
    assertThat(categorizer.categorize(words("a good number"))).containsExactly(0.5, 0.25, 0.25);
  }

  @Test
  void theBestCategoryIsTheMostProbableAndTheFirstOfEqualOnes() {
    assertThat(categorizer.getBestCategory(new double[] {0.1, 0.2, 0.7})).isEqualTo("neither");
    assertThat(categorizer.getBestCategory(new double[] {0.4, 0.4, 0.2})).isEqualTo("good");
  }

  @Test
  void tokensAreReadWithBlanksBetween() {
    categorizer.categorize(words("a good book ."));
    categorizer.categorize(new String[] {"A whole  text."});
    assertThat(model.calls).containsExactly(List.of("a good book ."), List.of("A whole  text."));
  }

  @Test
  void furtherInformationChangesNothing() {
    Map<String, Object> more = Map.of("author", "Ada");
    assertThat(categorizer.categorize(words("bad"), more))
        .containsExactly(categorizer.categorize(words("bad")));
    assertThat(categorizer.categorize(words("bad"), null))
        .containsExactly(categorizer.categorize(words("bad")));
  }

  @Test
  void allResultsAreInTheFormOfOpenNlp() {
    assertThat(categorizer.getAllResults(new double[] {0.5, 0.25, 0.25}))
        .isEqualTo("good[0.5000]  bad[0.2500]  neither[0.2500]");
  }

  @Test
  void scoresAreByCategory() {
    assertThat(categorizer.scoreMap(words("good")))
        .containsExactly(
            Map.entry("good", 0.5), Map.entry("bad", 0.25), Map.entry("neither", 0.25));
  }

  @Test
  void sortedScoresGrowAndEqualOnesAreTogether() {
    assertThat(categorizer.sortedScoreMap(words("good")))
        .containsExactly(Map.entry(0.25, Set.of("bad", "neither")), Map.entry(0.5, Set.of("good")));
  }

  @Test
  void nothingIsAnEmptyText() {
    assertThat(categorizer.categorize(null)).containsExactly(0.25, 0.25, 0.5);
    assertThat(categorizer.categorize(new String[0])).containsExactly(0.25, 0.25, 0.5);
    assertThat(categorizer.categorizeAll(null)).isEmpty();
    assertThat(model.calls).containsExactly(List.of(""), List.of(""), List.of());
  }

  @Test
  void documentsGoInOneCall() {
    assertThat(categorizer.categorizeAll(new String[][] {{"good"}, {"bad"}}))
        .isDeepEqualTo(new double[][] {{0.5, 0.25, 0.25}, {0.25, 0.625, 0.125}});
    assertThat(model.calls).containsExactly(List.of("good", "bad"));
  }

  @Test
  void nullTokenIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> categorizer.categorize(new String[] {"good", null}))
        .withMessageContaining("Token [1] of sentence [0] is null");
  }

  @Test
  void probabilitiesOfAnotherModelAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> categorizer.getBestCategory(new double[] {1}))
        .withMessageContaining("[1] probabilities; expected one for each of the categories")
        .withMessageContaining("[good, bad, neither]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> categorizer.getAllResults(new double[4]))
        .withMessageContaining("[4] probabilities");
  }

  @Test
  void promisesThreadSafetyInTheTermsOfOpenNlp() {
    assertThat(NeuralDocumentCategorizer.class).hasAnnotation(ThreadSafe.class);
  }

  @Test
  void closeClosesTheModel() {
    categorizer.close();
    assertThat(model.closed).isTrue();
  }

  @Test
  void aBuilderWithoutLocationSaysWhatIsMissing() {
    assertThatThrownBy(NeuralDocumentCategorizer.builder()::load)
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[modelLocation] isn't set");
  }
}
