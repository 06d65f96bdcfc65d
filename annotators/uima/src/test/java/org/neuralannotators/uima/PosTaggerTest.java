package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import opennlp.uima.util.UimaUtil;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.types.TypeNames;

class PosTaggerTest {
  private static final String TOKEN = "my.Token";
  private static final String POS = "my.Pos";

  @TempDir private Path folder;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);
  private final Documents own = new Documents(types, TypeNames.SENTENCE, TOKEN);

  @BeforeEach
  void addTypes() {
    types.addType(POS, "", CAS.TYPE_NAME_ANNOTATION).addFeature("value", "", CAS.TYPE_NAME_STRING);
    types.addType("my.Noun", "", POS);
    TypeDescription token = types.addType(TOKEN, "", CAS.TYPE_NAME_ANNOTATION);
    token.addFeature("tag", "", CAS.TYPE_NAME_STRING);
    token.addFeature("annotation", "", POS);
    token.addFeature("prob", "", CAS.TYPE_NAME_DOUBLE);
    token.addFeature("confidence", "", CAS.TYPE_NAME_DOUBLE);
  }

  @Test
  void everyTokenGetsItsTag() throws Exception {
    CAS cas = documents.document("Ada left Turin .", "Turin left .");

    documents.posTagger().process(cas);

    assertThat(features(cas, TypeNames.TOKEN, "pos"))
        .containsExactly("PROPN", "VERB", "NOUN", ".", "NOUN", "VERB", ".");
    assertThat(Documents.annotations(cas, TypeNames.PART_OF_SPEECH)).isEmpty();
  }

  @Test
  void tagMapRenamesTagsAndDropsNone() throws Exception {
    CAS cas = documents.document("Ada left Turin .");
    documents.posTagger(PosTagger.PARAM_TAG_MAP, "PROPN=NNP,VERB=O,*=NN").process(cas);
    assertThat(features(cas, TypeNames.TOKEN, "pos")).containsExactly("NNP", "O", "NN", "NN");
  }

  @Test
  void ourOwnAnnotationsHaveTagConfidenceAndModel() throws Exception {
    CAS cas = documents.document("Ada left Turin .");

    documents.posTagger(PosTagger.PARAM_POS_TYPE, TypeNames.PART_OF_SPEECH).process(cas);

    assertThat(Documents.annotations(cas, TypeNames.PART_OF_SPEECH))
        .extracting(
            AnnotationFS::getCoveredText,
            pos -> Documents.feature(pos, TypeNames.VALUE),
            pos -> Documents.feature(pos, TypeNames.CONFIDENCE),
            pos -> Documents.feature(pos, TypeNames.MODEL_ID))
        .containsExactly(
            tuple("Ada", "PROPN", "0.75", "fake-pos"),
            tuple("left", "VERB", "0.75", "fake-pos"),
            tuple("Turin", "NOUN", "0.5", "fake-pos"),
            tuple(".", ".", "0.75", "fake-pos"));
    assertThat(features(cas, TypeNames.TOKEN, "pos")).containsExactly("PROPN", "VERB", "NOUN", ".");
  }

  @Test
  void understandsOpenNlpsParameters() throws Exception {
    CAS cas = own.document("Ada left .");

    documents
        .posTagger(
            UimaUtil.SENTENCE_TYPE_PARAMETER,
            TypeNames.SENTENCE,
            UimaUtil.TOKEN_TYPE_PARAMETER,
            TOKEN,
            UimaUtil.POS_FEATURE_PARAMETER,
            "tag",
            UimaUtil.PROBABILITY_FEATURE_PARAMETER,
            "prob")
        .process(cas);

    assertThat(features(cas, TOKEN, "tag")).containsExactly("PROPN", "VERB", ".");
    assertThat(features(cas, TOKEN, "prob")).containsExactly("0.75", "0.75", "0.75");
  }

  @Test
  void theTokensOwnConfidenceIsLeftAloneUnlessNamed() throws Exception {
    CAS cas = own.document("Ada left .");
    documents
        .posTagger(PosTagger.PARAM_TOKEN_TYPE, TOKEN, PosTagger.PARAM_POS_FEATURE, "tag")
        .process(cas);
    assertThat(features(cas, TOKEN, "confidence")).containsOnly("0.0");
  }

  @Test
  void mappedTypesAreReferredToByTheToken() throws Exception {
    Path mapping =
        Files.writeString(folder.resolve("pos.map"), "__META_TYPE_BASE__=my.\nNOUN=Noun\n*=Pos\n");
    CAS cas = own.document("Ada left Turin");

    documents
        .posTagger(
            PosTagger.PARAM_TOKEN_TYPE,
            TOKEN,
            PosTagger.PARAM_POS_MAPPING_LOCATION,
            mapping.toString(),
            PosTagger.PARAM_POS_TYPE,
            POS,
            PosTagger.PARAM_POS_FEATURE,
            "annotation")
        .process(cas);

    List<AnnotationFS> written = Documents.annotations(cas, POS);
    assertThat(written)
        .extracting(pos -> pos.getType().getShortName(), pos -> Documents.feature(pos, "value"))
        .containsExactly(tuple("Pos", "PROPN"), tuple("Pos", "VERB"), tuple("Noun", "NOUN"));
    assertThat(references(cas, TOKEN, "annotation")).isEqualTo(written);
  }

  @Test
  void tagsThatAreMappedToNothingGetNoAnnotation() throws Exception {
    Path mapping = Files.writeString(folder.resolve("pos.map"), "NOUN=my.Noun\n*=O\n");
    CAS cas = own.document("Ada left Turin");

    documents
        .posTagger(
            PosTagger.PARAM_TOKEN_TYPE,
            TOKEN,
            PosTagger.PARAM_POS_MAPPING_LOCATION,
            mapping.toString(),
            PosTagger.PARAM_POS_TYPE,
            POS,
            PosTagger.PARAM_POS_FEATURE,
            "annotation")
        .process(cas);

    assertThat(Documents.texts(cas, POS)).containsExactly("Turin");
    AnnotationFS noun = Documents.annotations(cas, POS).get(0);
    assertThat(references(cas, TOKEN, "annotation")).containsExactly(null, null, noun);
  }

  @Test
  void anEmptyFeatureLeavesTheTokensAlone() throws Exception {
    CAS cas = documents.document("Ada left .");

    documents
        .posTagger(
            PosTagger.PARAM_POS_TYPE,
            TypeNames.PART_OF_SPEECH,
            PosTagger.PARAM_POS_FEATURE,
            "",
            PosTagger.PARAM_CONFIDENCE_FEATURE,
            "")
        .process(cas);

    assertThat(features(cas, TypeNames.PART_OF_SPEECH, TypeNames.VALUE))
        .containsExactly("PROPN", "VERB", ".");
    assertThat(features(cas, TypeNames.PART_OF_SPEECH, TypeNames.CONFIDENCE)).containsOnly("0.0");
    assertThat(features(cas, TypeNames.TOKEN, "pos")).containsOnlyNulls();
  }

  @Test
  void leavesAnEmptyDocumentAlone() throws Exception {
    CAS cas = documents.document();
    documents.posTagger().process(cas);
    assertThat(Documents.annotations(cas, TypeNames.TOKEN)).isEmpty();
  }

  @Test
  void resolvesTypesAgainAfterReconfiguration() throws Exception {
    AnalysisEngine engine = documents.posTagger();
    CAS cas = documents.document("Ada left .");
    engine.process(cas);

    engine.setConfigParameterValue(PosTagger.PARAM_TAG_MAP, "*=Z");
    engine.reconfigure();
    engine.process(cas);

    assertThat(features(cas, TypeNames.TOKEN, "pos")).containsOnly("Z");
  }

  @Test
  void refusesAModelForEntities() {
    assertThatThrownBy(() -> createEngine(documents.description(PosTagger.class, FakeModel.class)))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("can't be used by [PosTagger]")
        .hasStackTraceContaining("[fake]");
  }

  @Test
  void theRecognizerRefusesAModelForPartsOfSpeech() {
    assertThatThrownBy(
            () ->
                createEngine(
                    documents.description(NamedEntityRecognizer.class, FakePosModel.class)))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("can't be used by [NamedEntityRecognizer]")
        .hasStackTraceContaining("[fake-pos] has the tag scheme [NONE]");
  }

  @Test
  void namesTheModelThatIsMissing() {
    assertThatThrownBy(() -> createEngine(PosTagger.class, types, PosTagger.PARAM_LANGUAGE, "xx"))
        .hasStackTraceContaining("Model [xx-pos] could not be loaded");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> documents.posTagger(PosTagger.PARAM_TAG_MAP, "PROPN"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[tagMap] can't be read");
    assertThatThrownBy(
            () -> documents.posTagger(PosTagger.PARAM_POS_MAPPING_LOCATION, "no-such.map"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[no-such.map]");
    assertProcessError("[my.Absent]", PosTagger.PARAM_POS_TYPE, "my.Absent");
    assertProcessError("has no feature [tagg]", PosTagger.PARAM_POS_FEATURE, "tagg");
    assertProcessError("expected [uima.cas.String]", UimaUtil.POS_FEATURE_PARAMETER, "annotation");
    assertProcessError("Type [my.Token] has no feature [pos] for parts of speech");
  }

  private void assertProcessError(String message, Object... parameters) {
    Object[] all =
        Stream.concat(Stream.of(PosTagger.PARAM_TOKEN_TYPE, TOKEN), Stream.of(parameters))
            .toArray();
    assertThatThrownBy(() -> documents.posTagger(all).process(own.document("Ada left .")))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasStackTraceContaining(message);
  }

  private static List<String> features(CAS cas, String type, String feature) {
    return Documents.annotations(cas, type).stream()
        .map(annotation -> Documents.feature(annotation, feature))
        .toList();
  }

  private static List<FeatureStructure> references(CAS cas, String type, String feature) {
    return Documents.annotations(cas, type).stream()
        .map(token -> token.getFeatureValue(token.getType().getFeatureByBaseName(feature)))
        .toList();
  }
}
