package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;

class NamedEntityRecognizerTest {
  private static final String PERSON = "my.Person";

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  @BeforeEach
  void forgetCalls() {
    FakeModel.TAGGER.calls.clear();
    types.addType(PERSON, "", CAS.TYPE_NAME_ANNOTATION).addFeature("value", "", "uima.cas.String");
  }

  @Test
  void writesEntitiesWithLabelConfidenceAndModel() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .", "Turin rains .");

    documents.engine().process(cas);

    assertThat(Documents.entities(cas))
        .containsExactly("Ada PER 0.9 fake", "Turin LOC 0.4 fake", "Turin LOC 0.4 fake");
  }

  @Test
  void handsOverAllSentencesOfADocumentAtOnce() throws Exception {
    documents.engine().process(documents.document("Ada left .", "Turin rains ."));

    assertThat(FakeModel.TAGGER.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin", "rains", ".")));
  }

  @Test
  void leavesAnEmptyDocumentAlone() throws Exception {
    CAS cas = documents.document();
    documents.engine().process(cas);
    assertThat(Documents.entities(cas)).isEmpty();
  }

  @Test
  void readsAndWritesTheViewThatItIsGiven() throws Exception {
    CAS cas = CasFactory.createCas(types);
    CAS view = cas.createView("translation");
    documents.fill(view, "Ada left .");

    AggregateBuilder pipeline = new AggregateBuilder();
    pipeline.add(documents.description(), CAS.NAME_DEFAULT_SOFA, "translation");
    pipeline.createAggregate().process(cas);

    assertThat(Documents.entities(view)).containsExactly("Ada PER 0.9 fake");
    assertThat(cas.getAnnotationIndex().size()).isZero();
  }

  @Test
  void dropsUncertainEntities() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");
    documents.engine(NamedEntityRecognizer.PARAM_MIN_CONFIDENCE, 0.5).process(cas);
    assertThat(Documents.entities(cas)).containsExactly("Ada PER 0.9 fake");
  }

  @Test
  void leavesExcludedEntitiesOut() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");
    documents.engine(NamedEntityRecognizer.PARAM_EXCLUDE, "T.*").process(cas);
    assertThat(Documents.entities(cas)).containsExactly("Ada PER 0.9 fake");
  }

  @Test
  void writesMappedTypesWithTheFeaturesThatTheyHave() throws Exception {
    CAS cas = documents.document("Ada lives in Turin .");

    documents.engine(NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + PERSON + ",LOC=O").process(cas);

    assertThat(Documents.annotations(cas, PERSON))
        .extracting(a -> a.getFeatureValueAsString(a.getType().getFeatureByBaseName("value")))
        .containsExactly("PER");
    assertThat(Documents.annotations(cas, TypeNames.NAMED_ENTITY)).isEmpty();
  }

  @Test
  void resolvesTypesAgainAfterReconfiguration() throws Exception {
    AnalysisEngine engine = documents.engine();
    CAS cas = documents.document("Ada left .");
    engine.process(cas);

    engine.setConfigParameterValue(NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + PERSON);
    engine.reconfigure();
    engine.process(cas);

    assertThat(Documents.annotations(cas, PERSON)).hasSize(1);
  }

  @Test
  void releasesTheModelOnceForEachEngine() throws Exception {
    int before = FakeModel.TAGGER.handles;
    AnalysisEngine engine = documents.engine();
    engine.reconfigure();
    assertThat(FakeModel.TAGGER.handles).isEqualTo(before + 1);
    engine.destroy();
    assertThat(FakeModel.TAGGER.handles).isEqualTo(before);
  }

  @Test
  void namesTheModelThatIsMissing() {
    assertThatThrownBy(
            () ->
                createEngine(
                    NamedEntityRecognizer.class,
                    types,
                    NamedEntityRecognizer.PARAM_LANGUAGE,
                    "xx",
                    NamedEntityRecognizer.PARAM_MODEL_VARIANT,
                    "large"))
        .hasStackTraceContaining("Model [xx-ner-large] could not be loaded");
  }

  @Test
  void refusesBadParameters() {
    assertInitializationError(
        "[minConfidence] is [1.5]", NamedEntityRecognizer.PARAM_MIN_CONFIDENCE, 1.5);
    assertInitializationError("[exclude] is [@(]", NamedEntityRecognizer.PARAM_EXCLUDE, "@(");
    assertInitializationError(
        "[tagMap] can't be read", NamedEntityRecognizer.PARAM_TAG_MAP, "PER:my.Person");
  }

  @Test
  void namesTypesAndFeaturesThatAreMissing() {
    assertProcessError("[my.Sent]", NamedEntityRecognizer.PARAM_SENTENCE_TYPE, "my.Sent");
    assertProcessError("[my.Token]", NamedEntityRecognizer.PARAM_TOKEN_TYPE, "my.Token");
    assertProcessError("[my.Place]", NamedEntityRecognizer.PARAM_TAG_MAP, "LOC=my.Place");
    assertProcessError(
        "isn't an annotation", NamedEntityRecognizer.PARAM_TOKEN_TYPE, "uima.cas.String");
    assertProcessError(
        "has no feature [label]", NamedEntityRecognizer.PARAM_VALUE_FEATURE, "label");
    assertProcessError(
        "expected [uima.cas.Double]", NamedEntityRecognizer.PARAM_CONFIDENCE_FEATURE, "begin");
  }

  private void assertInitializationError(String message, Object... parameters) {
    assertThatThrownBy(() -> documents.engine(parameters))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(message);
  }

  private void assertProcessError(String message, Object... parameters) {
    assertThatThrownBy(() -> documents.engine(parameters).process(documents.document("Ada left .")))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasStackTraceContaining(message);
  }
}
