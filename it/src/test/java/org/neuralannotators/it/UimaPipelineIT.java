package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;

/** The UIMA engines with the bundle that ships. */
class UimaPipelineIT {
  @Test
  void findsPersonsPlacesAndOrganisations() throws Exception {
    assertThat(
            entities(
                "Barack Obama flew to Berlin. He spoke to Angela Merkel of the United Nations."))
        .contains("Barack Obama PER", "Berlin LOC", "Angela Merkel PER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\n",
        "x",
        "\uD83D\uDE00",
        "\uD800 alone \uDC00",
        "\0\u0001\u001B[0m",
        "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627"
      })
  void survivesOddText(String text) throws Exception {
    assertThat(entities(text)).isNotNull();
  }

  @Test
  void survivesAVeryLongToken() throws Exception {
    assertThat(entities("a".repeat(1 << 20) + " in Berlin .")).isNotNull();
  }

  @Test
  void survivesASentenceOfAHundredThousandTokens() throws Exception {
    AnalysisEngine engine =
        createEngine(
            createEngineDescription(
                NamedEntityRecognizer.class,
                TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM)));
    CAS cas = engine.newCAS();
    cas.setDocumentText("Berlin ".repeat(100_000));
    for (int i = 0; i < 100_000; i++) {
      cas.addFsToIndexes(
          cas.createAnnotation(cas.getTypeSystem().getType(TypeNames.TOKEN), 7 * i, 7 * i + 6));
    }

    engine.process(cas);
    engine.destroy();

    assertThat(cas.getAnnotationIndex(cas.getTypeSystem().getType(TypeNames.TOKEN)).size())
        .isEqualTo(100_000);
  }

  private static List<String> entities(String text) throws Exception {
    AnalysisEngine engine = createEngine(LanguageProcessing.namedEntities("en"));
    CAS cas = engine.newCAS();
    cas.setDocumentText(text);
    engine.process(cas);
    engine.destroy();
    return Entities.of(cas);
  }
}
