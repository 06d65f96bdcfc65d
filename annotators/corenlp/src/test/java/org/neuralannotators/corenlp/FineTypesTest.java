package org.neuralannotators.corenlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neuralannotators.corenlp.Documents.tokens;

import edu.stanford.nlp.ling.CoreAnnotations.EntityTypeAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.MentionsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagProbsAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TextAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.util.ArrayCoreMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our names behind CoreNLP's rules, which are of the tests' own. */
class FineTypesTest {
  @TempDir private Path folder;

  private NeuralNerAnnotator annotator(String... rules) throws IOException {
    Path file = Files.write(folder.resolve("rules.tab"), List.of(rules));
    return new NeuralNerAnnotator(
        "n",
        NerOptionsTest.properties(
            "n.applyFineGrained", "true", "n.fine.regexner.mapping", file.toString()),
        FakeTagger.ofNames().loader());
  }

  private static List<String> mentions(Annotation document) {
    return document.get(MentionsAnnotation.class).stream()
        .map(
            mention ->
                mention.get(TextAnnotation.class) + " " + mention.get(EntityTypeAnnotation.class))
        .toList();
  }

  @Test
  void neighboursOfOneFineTypeStayApart() throws IOException {
    Annotation document = Documents.of("Turin Turin Ada Ada");
    annotator("Turin\tCITY\tLOCATION\t1").annotate(document);
    assertThat(mentions(document))
        .containsExactly("Turin CITY", "Turin CITY", "Ada PERSON", "Ada PERSON");
    assertThat(
            document.get(MentionsAnnotation.class).get(0).get(NamedEntityTagProbsAnnotation.class))
        .isEqualTo(Map.of("LOCATION", FakeTagger.MARGINAL));
  }

  @Test
  void rulesThatReachBeyondANameMakeALongerOne() throws IOException {
    Annotation document = Documents.of("Bank of Turin left Turin");
    annotator("Bank of Turin\tORGANIZATION\tLOCATION\t1").annotate(document);
    assertThat(mentions(document)).containsExactly("Bank of Turin ORGANIZATION", "Turin LOCATION");
  }

  @Test
  void annotatingAgainGivesTheSame() throws IOException {
    Annotation document = Documents.of("President Ada left Turin");
    NeuralNerAnnotator annotator = annotator("Turin\tCITY\tLOCATION\t1", "President\tTITLE\tO\t1");
    annotator.annotate(document);
    annotator.annotate(document);
    assertThat(mentions(document)).containsExactly("President TITLE", "Ada PERSON", "Turin CITY");
    assertThat(tokens(document).get(3).ner()).isEqualTo("CITY");
  }

  @Test
  void sentencesWithoutTokensPass() throws IOException {
    Annotation document = Documents.of("Turin");
    document.set(
        SentencesAnnotation.class,
        List.of(new ArrayCoreMap(), Documents.sentences(document).get(0)));
    annotator("Turin\tCITY\tLOCATION\t1").annotate(document);
    assertThat(mentions(document)).containsExactly("Turin CITY");
  }

  @Test
  void rulesThatAreMissingAreNamed() {
    NeuralNerAnnotator annotator =
        new NeuralNerAnnotator(
            "n",
            NerOptionsTest.properties(
                "n.applyFineGrained", "true", "n.fine.regexner.mapping", "gone.tab"),
            FakeTagger.ofNames().loader());
    assertThatThrownBy(annotator::requires)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[gone.tab]")
        .hasMessageContaining("[n.fine.regexner.mapping]");
  }
}
