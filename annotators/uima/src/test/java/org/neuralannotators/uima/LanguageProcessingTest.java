package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;

class LanguageProcessingTest {
  @Test
  void findsSentencesTokensAndEntitiesInPlainText() throws Exception {
    CAS cas = process("Ada came back. She hadn't seen Turin for years.");

    assertThat(count(cas, TypeNames.SENTENCE)).isEqualTo(2);
    assertThat(count(cas, TypeNames.TOKEN)).isEqualTo(11);
    assertThat(count(cas, TypeNames.NAMED_ENTITY)).isEqualTo(2);
  }

  @Test
  void aWordOfAMebibyteIsOneToken() throws Exception {
    CAS cas = process("Ada sent " + "ab".repeat(1 << 19) + " from Turin yesterday.");

    assertThat(count(cas, TypeNames.SENTENCE)).isEqualTo(2);
    assertThat(count(cas, TypeNames.TOKEN)).isEqualTo(7);
    assertThat(count(cas, TypeNames.NAMED_ENTITY)).isEqualTo(2);
  }

  @Test
  void namesTheLanguagesThatItKnows() {
    assertThatThrownBy(() -> LanguageProcessing.namedEntities("tlh"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasMessageContaining("language [tlh]; expected [en]");
  }

  @Test
  void offersTheParametersOfItsEngine() throws Exception {
    AnalysisEngine engine =
        createEngine(
            names(),
            NamedEntityRecognizer.PARAM_LANGUAGE_MISMATCH,
            "ERROR",
            NamedEntityRecognizer.PARAM_REPLACE_EXISTING,
            false);
    CAS cas = engine.newCAS();
    cas.setDocumentText("Ada ging nach Turin.");
    cas.setDocumentLanguage("de");
    assertThatThrownBy(() -> engine.process(cas)).hasStackTraceContaining("language [de]");
    cas.setDocumentLanguage("en");
    engine.process(cas);
    engine.process(cas);
    assertThat(count(cas, TypeNames.NAMED_ENTITY)).isEqualTo(4);
  }

  private static AnalysisEngineDescription names() throws Exception {
    return LanguageProcessing.namedEntities(
        "en",
        NamedEntityRecognizer.RES_MODEL,
        createNamedResourceDescription(
            "fake", FakeModel.class, NeuralModelResource.PARAM_MODEL_LOCATION, "fake"));
  }

  private static CAS process(String text) throws Exception {
    AnalysisEngine engine = createEngine(names());
    CAS cas = engine.newCAS();
    cas.setDocumentText(text);
    engine.process(cas);
    return cas;
  }

  private static int count(CAS cas, String type) {
    return cas.getAnnotationIndex(cas.getTypeSystem().getType(type)).size();
  }
}
