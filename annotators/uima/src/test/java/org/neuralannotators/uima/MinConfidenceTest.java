package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.ConfigurationParameter;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;

/** The parameter as a descriptor may declare it; UIMA itself holds values to what is declared. */
class MinConfidenceTest {
  private final Documents documents =
      new Documents(
          TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
          TypeNames.SENTENCE,
          TypeNames.TOKEN);

  private AnalysisEngineDescription declaredAs(String type, Object value) throws Exception {
    AnalysisEngineDescription engine = documents.description();
    engine
        .getMetaData()
        .getConfigurationParameterDeclarations()
        .getConfigurationParameter(null, NamedEntityRecognizer.PARAM_MIN_CONFIDENCE)
        .setType(type);
    engine
        .getMetaData()
        .getConfigurationParameterSettings()
        .setParameterValue(NamedEntityRecognizer.PARAM_MIN_CONFIDENCE, value);
    return engine;
  }

  private List<String> found(AnalysisEngine engine) throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");
    engine.process(cas);
    return Documents.texts(cas, TypeNames.NAMED_ENTITY);
  }

  @Test
  void aFloatIsTheNumberThatItIsWrittenAs() throws Exception {
    AnalysisEngine engine = createEngine(declaredAs(ConfigurationParameter.TYPE_FLOAT, 0.4f));
    assertThat(found(engine)).containsExactly("Ada", "Turin");
    engine.setConfigParameterValue(NamedEntityRecognizer.PARAM_MIN_CONFIDENCE, 0.41f);
    engine.reconfigure();
    assertThat(found(engine)).containsExactly("Ada");
  }

  @Test
  void aStringIsReadAsANumber() throws Exception {
    assertThat(found(createEngine(declaredAs(ConfigurationParameter.TYPE_STRING, "0.4"))))
        .containsExactly("Ada", "Turin");
    assertThat(found(createEngine(declaredAs(ConfigurationParameter.TYPE_STRING, "0.9"))))
        .containsExactly("Ada");
    assertThatThrownBy(() -> createEngine(declaredAs(ConfigurationParameter.TYPE_STRING, "much")))
        .hasStackTraceContaining("much")
        .hasStackTraceContaining("minConfidence");
  }

  @Test
  void whatIsNoProbabilityIsRefusedInEveryType() {
    assertThatThrownBy(() -> createEngine(declaredAs(ConfigurationParameter.TYPE_FLOAT, 1.5f)))
        .hasStackTraceContaining("[minConfidence] is [1.5]");
    assertThatThrownBy(() -> createEngine(declaredAs(ConfigurationParameter.TYPE_STRING, "NaN")))
        .hasStackTraceContaining("[minConfidence] is [NaN]");
  }
}
