package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.CommonArrayFS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.embed.EmbedderOptions;
import org.neuralannotators.embed.EmbedderOptions.Layers;
import org.neuralannotators.types.TypeNames;

class ContextualEmbedderTest {
  private static final String TOKEN = "my.Token";

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);
  private final Documents own = new Documents(types, TypeNames.SENTENCE, TOKEN);

  @BeforeEach
  void addTypes() {
    FakeEmbedderModel.CALLS.clear();
    TypeDescription token = types.addType(TOKEN, "", CAS.TYPE_NAME_ANNOTATION);
    token.addFeature("numbers", "", CAS.TYPE_NAME_FLOAT_ARRAY);
    token.addFeature("doubles", "", CAS.TYPE_NAME_DOUBLE_ARRAY);
    token.addFeature("tag", "", CAS.TYPE_NAME_STRING);
    token.addFeature("list", "", CAS.TYPE_NAME_FLOAT_LIST);
    token.addFeature("objects", "", CAS.TYPE_NAME_FS_ARRAY);
  }

  private AnalysisEngine engine(Object... parameters) throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    all.add(ContextualEmbedder.RES_MODEL);
    all.add(
        createNamedResourceDescription(
            "fake", FakeEmbedderModel.class, NeuralEmbedderResource.PARAM_MODEL_LOCATION, "fake"));
    return createEngine(createEngineDescription(ContextualEmbedder.class, types, all.toArray()));
  }

  /** Text, vector and model of the annotations of a type. */
  private static List<String> embeddings(CAS cas, String type) {
    return Documents.annotations(cas, type).stream()
        .map(
            found ->
                found.getCoveredText()
                    + " "
                    + vector(found, TypeNames.VECTOR)
                    + " "
                    + Documents.feature(found, TypeNames.MODEL_ID))
        .toList();
  }

  private static String vector(AnnotationFS annotation, String feature) {
    CommonArrayFS<?> array =
        (CommonArrayFS<?>)
            annotation.getFeatureValue(annotation.getType().getFeatureByBaseName(feature));
    return Arrays.toString(array.toStringArray());
  }

  @Test
  void everyTokenGetsItsVectorInOneCall() throws Exception {
    CAS cas = documents.document("Ada left .", "Turin");

    engine().process(cas);

    assertThat(embeddings(cas, TypeNames.TOKEN_EMBEDDING))
        .containsExactly(
            "Ada [3.0, 0.0] fake",
            "left [4.0, 1.0] fake",
            ". [1.0, 2.0] fake",
            "Turin [5.0, 0.0] fake");
    assertThat(Documents.annotations(cas, TypeNames.SENTENCE_EMBEDDING)).isEmpty();
    assertThat(FakeEmbedderModel.CALLS)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin")));
  }

  @Test
  void sentencesGetTheMeanOfTheirTokens() throws Exception {
    CAS cas = documents.document("Ada left us", "Turin");

    engine(ContextualEmbedder.PARAM_GRANULARITY, "sentence").process(cas);

    assertThat(embeddings(cas, TypeNames.SENTENCE_EMBEDDING))
        .containsExactly("Ada left us [3.0, 1.0] fake", "Turin [5.0, 0.0] fake");
    assertThat(Documents.annotations(cas, TypeNames.TOKEN_EMBEDDING)).isEmpty();
  }

  @Test
  void tokensAndSentencesCanBothHaveVectors() throws Exception {
    CAS cas = documents.document("Ada left us");
    engine(ContextualEmbedder.PARAM_GRANULARITY, "BOTH").process(cas);
    assertThat(embeddings(cas, TypeNames.TOKEN_EMBEDDING)).hasSize(3);
    assertThat(embeddings(cas, TypeNames.SENTENCE_EMBEDDING)).hasSize(1);
  }

  @Test
  void vectorsGoToAFeatureOfOnesOwnTokens() throws Exception {
    for (String feature : List.of("numbers", "doubles")) {
      CAS cas = own.document("Ada left");

      engine(
              ContextualEmbedder.PARAM_TOKEN_TYPE,
              TOKEN,
              ContextualEmbedder.PARAM_VECTOR_FEATURE,
              feature)
          .process(cas);

      assertThat(Documents.annotations(cas, TOKEN))
          .extracting(token -> vector(token, feature))
          .containsExactly("[3.0, 0.0]", "[4.0, 1.0]");
      assertThat(Documents.annotations(cas, TypeNames.TOKEN_EMBEDDING)).isEmpty();
    }
  }

  @Test
  void emptyDocumentsAndTextWithoutTokensGetNothing() throws Exception {
    CAS cas = CasFactory.createCas(types);
    AnalysisEngine engine = engine();
    engine.process(cas);
    cas.setDocumentText("Ada left.");
    engine.process(cas);
    assertThat(FakeEmbedderModel.CALLS).isEmpty();
    assertThat(Documents.annotations(cas, TypeNames.TOKEN_EMBEDDING)).isEmpty();
  }

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> engine(ContextualEmbedder.PARAM_GRANULARITY, "WORD"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(
            "[granularity] is [WORD]; expected one of [TOKEN, SENTENCE, BOTH]");
    assertThatThrownBy(() -> withoutResource(ContextualEmbedder.PARAM_LAYERS, "bottom"))
        .hasStackTraceContaining("[layers] is [bottom]; expected one of [ALL, TOP, MEAN, MIX]");
    assertThatThrownBy(() -> withoutResource(ContextualEmbedder.PARAM_NUM_THREADS, -1))
        .hasStackTraceContaining("numThreads [-1]");
    assertThatThrownBy(() -> withoutResource(ContextualEmbedder.PARAM_MODEL_LOCATION, "missing"))
        .hasStackTraceContaining("Model [missing] could not be loaded");
    assertThatThrownBy(() -> withoutResource(ContextualEmbedder.PARAM_LANGUAGE, "xx"))
        .hasStackTraceContaining("Model [xx-elmo-small] could not be loaded");
  }

  private static AnalysisEngine withoutResource(Object... parameters)
      throws ResourceInitializationException {
    return createEngine(ContextualEmbedder.class, parameters);
  }

  @Test
  void featuresThatCannotHoldVectorsAreNamed() throws Exception {
    CAS cas = own.document("Ada left");
    for (String feature : List.of("tag", "list", "objects", "nothing")) {
      AnalysisEngine engine =
          engine(
              ContextualEmbedder.PARAM_TOKEN_TYPE,
              TOKEN,
              ContextualEmbedder.PARAM_VECTOR_FEATURE,
              feature);
      assertThatThrownBy(() -> engine.process(cas))
          .isInstanceOf(AnalysisEngineProcessException.class)
          .hasMessageContainingAll("[vectorFeature]", feature);
    }
  }

  @Test
  void aTypeSystemWithoutOurTypesIsNamed() throws Exception {
    TypeSystemDescription foreign =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    foreign.addType(TypeNames.SENTENCE, "", CAS.TYPE_NAME_ANNOTATION);
    foreign.addType(TOKEN, "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = new Documents(foreign, TypeNames.SENTENCE, TOKEN).document("Ada left");
    AnalysisEngine engine = engine(ContextualEmbedder.PARAM_TOKEN_TYPE, TOKEN);
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("[" + TypeNames.TOKEN_EMBEDDING + "]");
  }

  @Test
  void theModelIsClosedWithTheEngineAndWorksAfterReconfiguration() throws Exception {
    int before = FakeEmbedderModel.handles;
    AnalysisEngine engine = engine();
    engine.setConfigParameterValue(ContextualEmbedder.PARAM_GRANULARITY, "SENTENCE");
    engine.reconfigure();
    CAS cas = documents.document("Ada left");
    engine.process(cas);
    assertThat(embeddings(cas, TypeNames.SENTENCE_EMBEDDING)).hasSize(1);
    assertThat(FakeEmbedderModel.handles).isEqualTo(before + 1);
    engine.destroy();
    assertThat(FakeEmbedderModel.handles).isEqualTo(before);
  }

  @Test
  void theDefaultsAreThoseOfEmbedders() throws Exception {
    assertThat(
            new EmbedderOptions(
                TestRunParameters.byDefault(),
                Layers.valueOf(NeuralEmbedderResource.TOP_LAYER),
                Boolean.parseBoolean(NeuralEmbedderResource.STATELESS)))
        .isEqualTo(EmbedderOptions.DEFAULT);
  }
}
