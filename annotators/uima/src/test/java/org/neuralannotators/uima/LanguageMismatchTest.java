package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.types.TypeNames;

/** Documents in a language that the model, which is for English, doesn't serve. */
class LanguageMismatchTest {
  private static final String MISMATCH = "languageMismatch";

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);

  private CAS document(String language) throws Exception {
    CAS cas = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN).document("Ada left .");
    cas.setDocumentLanguage(language);
    return cas;
  }

  private AnalysisEngine engine(Engines each, Object... parameters) throws Exception {
    return createEngine(each.description(types, parameters));
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void isReportedOnceForEachEngineAndLanguageAndAnnotated(Engines each) throws Exception {
    AnalysisEngine engine = engine(each);
    try (LogCapture log = new LogCapture()) {
      for (String language : List.of("de", "de-AT", "fr")) {
        CAS cas = document(language);
        engine.process(cas);
        assertThat(Documents.annotations(cas, each.outputs().get(0))).isNotEmpty();
      }
      assertThat(log.toString())
          .containsOnlyOnce("language [de]")
          .containsOnlyOnce("language [fr]")
          .doesNotContain("de-AT");
    }
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void isAnErrorWhereThatIsAskedFor(Engines each) throws Exception {
    AnalysisEngine engine = engine(each, MISMATCH, "ERROR");
    CAS cas = document("de");
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("language [de]", "is for [en]", "[languageMismatch] to [IGNORE].");
    assertThat(Documents.annotations(cas, each.outputs().get(0))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void isPassedOverWhereThatIsAskedFor(Engines each) throws Exception {
    try (LogCapture log = new LogCapture()) {
      engine(each, MISMATCH, "ignore").process(document("de"));
      assertThat(log.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void regionsAndDocumentsThatDontSayTheirLanguagePass(Engines each) throws Exception {
    AnalysisEngine engine = engine(each, MISMATCH, "ERROR");
    for (String language : new String[] {"en", "en-US", "EN", "en_GB", "x-unspecified", null}) {
      engine.process(document(language));
    }
    engine.process(new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN).document("Ada"));
  }

  @Test
  void theViewThatIsReadCounts() throws Exception {
    CAS cas = document("en");
    CAS german = cas.createView("german");
    AggregateBuilder mapped = new AggregateBuilder();
    mapped.add(
        Engines.RECOGNIZER.description(types, MISMATCH, "ERROR"), CAS.NAME_DEFAULT_SOFA, "german");
    new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN).fill(german, "Ada ging .");
    german.setDocumentLanguage("de");

    engine(Engines.RECOGNIZER, MISMATCH, "ERROR").process(cas);

    AnalysisEngine second = mapped.createAggregate();
    assertThatThrownBy(() -> second.process(cas)).hasStackTraceContaining("language [de]");
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> engine(Engines.RECOGNIZER, MISMATCH, "REFUSE"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[languageMismatch] is [REFUSE]; expected one of [WARN, ERROR");
  }
}
