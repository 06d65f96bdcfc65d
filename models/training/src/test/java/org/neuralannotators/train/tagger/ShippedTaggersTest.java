package org.neuralannotators.train.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.train.data.SpanRule;

/** The configurations of the entity taggers that ship, and of the one that they learn from. */
class ShippedTaggersTest {
  private static final Path ROOT = Path.of("../..");
  private static final Map<String, String> VARIABLES =
      Map.of(
          "NEURAL_ANNOTATORS_DATA", "data",
          "NEURAL_ANNOTATORS_VECTORS", "vectors.tgz",
          "NEURAL_ANNOTATORS_BERT", "bert");

  @BeforeEach
  void setVariables() {
    VARIABLES.forEach(System::setProperty);
  }

  @AfterEach
  void clearVariables() {
    VARIABLES.keySet().forEach(System::clearProperty);
  }

  private static TaggerConfig config(String name) throws IOException {
    return TaggerConfig.read(ROOT.resolve("resources/training").resolve(name + ".yaml"));
  }

  private static List<TaggerConfig.DataSet> learnt(TaggerConfig config) {
    return config.data().sets().stream().filter(set -> set.train() != null).toList();
  }

  /** A network that learns from scratch sees more of the largest set in an epoch. */
  @Test
  void allLearnFromTheSameSetsByTheSameRules() throws IOException {
    TaggerConfig one = config("en-ner");
    for (String other : List.of("en-ner-bert", "en-ner-teacher")) {
      assertThat(learnt(config(other)))
          .as(other)
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("limit")
          .containsExactlyElementsOf(learnt(one));
      assertThat(config(other).data().spans()).as(other).isEqualTo(one.data().spans());
    }
  }

  @Test
  void eachSetSaysItsLicenceAndItsAuthors() throws IOException {
    assertThat(learnt(config("en-ner")))
        .hasSize(11)
        .allSatisfy(
            set -> {
              assertThat(set.licence()).isNotBlank();
              assertThat(set.attribution()).isNotBlank();
            });
  }

  @Test
  void theWordsOfRulesAreThere() throws IOException {
    TaggerConfig config = config("en-ner");
    assertThat(
            Stream.concat(
                    config.data().spans().stream(),
                    config.data().sets().stream().flatMap(set -> set.spans().stream()))
                .map(SpanRule::words)
                .filter(words -> words != null))
        .isNotEmpty()
        .allSatisfy(words -> assertThat(Files.readAllLines(ROOT.resolve(words))).isNotEmpty());
  }
}
