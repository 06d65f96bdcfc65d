package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
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

  @BeforeEach
  void forgetCalls() {
    FakeModel.TAGGER.calls.clear();
    types.addType(PERSON, "", CAS.TYPE_NAME_ANNOTATION).addFeature("value", "", "uima.cas.String");
  }

  @Test
  void writesEntitiesWithLabelConfidenceAndModel() throws Exception {
    CAS cas = document("Ada lives in Turin .", "Turin rains .");

    engine().process(cas);

    assertThat(entities(cas, TypeNames.NAMED_ENTITY))
        .containsExactly("Ada PER 0.9 fake", "Turin LOC 0.4 fake", "Turin LOC 0.4 fake");
  }

  @Test
  void handsOverAllSentencesOfADocumentAtOnce() throws Exception {
    engine().process(document("Ada left .", "Turin rains ."));

    assertThat(FakeModel.TAGGER.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin", "rains", ".")));
  }

  @Test
  void takesTokensOutsideSentencesAsSentences() throws Exception {
    CAS cas = document("Ada left .", "Turin rains .");
    AnnotationFS first = annotations(cas, TypeNames.SENTENCE).get(0);
    cas.removeFsFromIndexes(first);

    engine().process(cas);

    assertThat(FakeModel.TAGGER.calls.get(0)).hasSize(2);
    assertThat(entities(cas, TypeNames.NAMED_ENTITY)).hasSize(2);
  }

  @Test
  void leavesAnEmptyDocumentAlone() throws Exception {
    CAS cas = document();
    engine().process(cas);
    assertThat(entities(cas, TypeNames.NAMED_ENTITY)).isEmpty();
  }

  @Test
  void readsAndWritesTheViewThatItIsGiven() throws Exception {
    CAS cas = CasFactory.createCas(types);
    CAS view = cas.createView("translation");
    fill(view, "Ada left .");

    AggregateBuilder pipeline = new AggregateBuilder();
    pipeline.add(description(), CAS.NAME_DEFAULT_SOFA, "translation");
    pipeline.createAggregate().process(cas);

    assertThat(entities(view, TypeNames.NAMED_ENTITY)).containsExactly("Ada PER 0.9 fake");
    assertThat(cas.getAnnotationIndex().size()).isZero();
  }

  @Test
  void dropsUncertainEntities() throws Exception {
    CAS cas = document("Ada lives in Turin .");
    engine(NamedEntityRecognizer.PARAM_MIN_CONFIDENCE, 0.5).process(cas);
    assertThat(entities(cas, TypeNames.NAMED_ENTITY)).containsExactly("Ada PER 0.9 fake");
  }

  @Test
  void writesMappedTypesWithTheFeaturesThatTheyHave() throws Exception {
    CAS cas = document("Ada lives in Turin .");

    engine(NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + PERSON + ",LOC=O").process(cas);

    assertThat(annotations(cas, PERSON))
        .extracting(a -> a.getFeatureValueAsString(a.getType().getFeatureByBaseName("value")))
        .containsExactly("PER");
    assertThat(annotations(cas, TypeNames.NAMED_ENTITY)).isEmpty();
  }

  @Test
  void resolvesTypesAgainAfterReconfiguration() throws Exception {
    AnalysisEngine engine = engine();
    CAS cas = document("Ada left .");
    engine.process(cas);

    engine.setConfigParameterValue(NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + PERSON);
    engine.reconfigure();
    engine.process(cas);

    assertThat(annotations(cas, PERSON)).hasSize(1);
  }

  @Test
  void releasesTheModelOnceForEachEngine() throws Exception {
    int before = FakeModel.TAGGER.handles;
    AnalysisEngine engine = engine();
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
        "has no feature [confidence]", NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, PERSON);
    assertProcessError(
        "expected [uima.cas.Double]", NamedEntityRecognizer.PARAM_CONFIDENCE_FEATURE, "value");
  }

  private void assertInitializationError(String message, Object... parameters) {
    assertThatThrownBy(() -> engine(parameters))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(message);
  }

  private void assertProcessError(String message, Object... parameters) {
    assertThatThrownBy(() -> engine(parameters).process(document("Ada left .")))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasStackTraceContaining(message);
  }

  private AnalysisEngine engine(Object... parameters) throws ResourceInitializationException {
    return createEngine(description(parameters));
  }

  private AnalysisEngineDescription description(Object... parameters)
      throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    all.add(NamedEntityRecognizer.RES_MODEL);
    all.add(
        createNamedResourceDescription(
            "fake", FakeModel.class, NeuralModelResource.PARAM_MODEL_LOCATION, "fake"));
    return createEngineDescription(NamedEntityRecognizer.class, types, all.toArray());
  }

  private CAS document(String... sentences) throws Exception {
    CAS cas = CasFactory.createCas(types);
    fill(cas, sentences);
    return cas;
  }

  private static void fill(CAS view, String... sentences) {
    view.setDocumentText(String.join(" ", sentences));
    int offset = 0;
    for (String sentence : sentences) {
      annotate(view, TypeNames.SENTENCE, offset, offset + sentence.length());
      Matcher words = Pattern.compile("\\S+").matcher(sentence);
      while (words.find()) {
        annotate(view, TypeNames.TOKEN, offset + words.start(), offset + words.end());
      }
      offset += sentence.length() + 1;
    }
  }

  private static void annotate(CAS view, String type, int begin, int end) {
    view.addFsToIndexes(view.createAnnotation(view.getTypeSystem().getType(type), begin, end));
  }

  private static List<AnnotationFS> annotations(CAS view, String type) {
    List<AnnotationFS> all = new ArrayList<>();
    view.<AnnotationFS>getAnnotationIndex(view.getTypeSystem().getType(type)).forEach(all::add);
    return all;
  }

  private static List<String> entities(CAS view, String type) {
    return annotations(view, type).stream()
        .map(
            entity ->
                String.join(
                    " ",
                    entity.getCoveredText(),
                    feature(entity, TypeNames.VALUE),
                    feature(entity, TypeNames.CONFIDENCE),
                    feature(entity, TypeNames.MODEL_ID)))
        .toList();
  }

  private static String feature(AnnotationFS annotation, String name) {
    return annotation.getFeatureValueAsString(annotation.getType().getFeatureByBaseName(name));
  }
}
