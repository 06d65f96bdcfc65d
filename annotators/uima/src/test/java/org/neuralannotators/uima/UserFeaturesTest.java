package org.neuralannotators.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.AllowedValue;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.resource.metadata.impl.AllowedValue_impl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.types.TypeNames;

/** Features of the user's types hold what fits them; where it doesn't, that is said. */
class UserFeaturesTest {
  private static final String MENTION = "my.Mention";
  private static final String KIND = "my.Kind";

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  /** A type of mentions whose features have these ranges, in turn: name, range, name, range. */
  private TypeDescription mention(String... features) {
    TypeDescription mention = types.addType(MENTION, "", CAS.TYPE_NAME_ANNOTATION);
    for (int i = 0; i < features.length; i += 2) {
      mention.addFeature(features[i], "", features[i + 1]);
    }
    return mention;
  }

  private void allow(String... values) {
    types
        .addType(KIND, "", CAS.TYPE_NAME_STRING)
        .setAllowedValues(
            Stream.of(values)
                .map(value -> new AllowedValue_impl(value, ""))
                .toArray(AllowedValue[]::new));
  }

  private static List<String> features(CAS cas, String type, String feature) {
    return Documents.annotations(cas, type).stream()
        .map(found -> Documents.feature(found, feature))
        .toList();
  }

  /** As cTAKES' IdentifiedAnnotation has it. */
  @ParameterizedTest
  @CsvSource({"uima.cas.Double, 0.9, 0.4", "uima.cas.Float, 0.9, 0.4", "uima.cas.String, 0.9, 0.4"})
  void confidencesAreWrittenAsTheFeatureHoldsThem(String range, String ada, String turin)
      throws Exception {
    mention("value", CAS.TYPE_NAME_STRING, "confidence", range, "prob", range);
    for (String feature : new String[] {"confidence", "prob"}) {
      CAS cas = documents.document("Ada left Turin .");
      AnalysisEngine engine =
          feature.equals("confidence")
              ? documents.engine(NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, MENTION)
              : documents.engine(
                  NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
                  MENTION,
                  NamedEntityRecognizer.PARAM_CONFIDENCE_FEATURE,
                  feature);
      engine.process(cas);
      assertThat(features(cas, MENTION, feature)).containsExactly(ada, turin);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CAS.TYPE_NAME_INTEGER,
        CAS.TYPE_NAME_LONG,
        CAS.TYPE_NAME_SHORT,
        CAS.TYPE_NAME_BYTE,
        CAS.TYPE_NAME_BOOLEAN,
        CAS.TYPE_NAME_DOUBLE_ARRAY,
        KIND
      })
  void featuresThatHoldNoConfidenceAreRefusedWhereNamedAndToldOnceWhereFound(String range)
      throws Exception {
    allow("high", "low");
    mention("value", CAS.TYPE_NAME_STRING, "confidence", range);
    AnalysisEngine named =
        documents.engine(
            NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
            MENTION,
            NamedEntityRecognizer.PARAM_CONFIDENCE_FEATURE,
            "confidence");
    assertThatThrownBy(() -> named.process(documents.document("Ada left .")))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll(
            "[my.Mention:confidence]",
            "[confidenceFeature]",
            "[" + range + "]",
            "expected [uima.cas.Double], [uima.cas.Float] or [uima.cas.String]",
            "between 0 and 1");

    try (LogCapture log = new LogCapture()) {
      AnalysisEngine found =
          documents.engine(NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, MENTION);
      for (int i = 0; i < 2; i++) {
        CAS cas = documents.document("Ada left .");
        found.process(cas);
        assertThat(features(cas, MENTION, "value")).containsExactly("PER");
      }
      assertThat(log.toString())
          .containsOnlyOnce("Feature [my.Mention:confidence] holds values of type [" + range + "]");
    }
  }

  @Test
  void labelsAreWrittenIntoAStringWithAllowedValuesWhereTheyAreAmongThem() throws Exception {
    allow("PER", "fake");
    mention("value", KIND, "modelId", KIND);
    CAS cas = documents.document("Ada left Turin .", "Turin left .");
    try (LogCapture log = new LogCapture()) {
      documents.engine(NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, MENTION).process(cas);

      assertThat(features(cas, MENTION, "value")).containsExactly("PER", null, null);
      assertThat(features(cas, MENTION, "modelId")).containsOnly("fake");
      assertThat(log.toString())
          .containsOnlyOnce(
              "Feature [my.Mention:value] takes [PER, fake] only, so that the label [LOC] isn't"
                  + " written.")
          .doesNotContain("has no feature");
    }
  }

  @Test
  void aNamedStringWithAllowedValuesIsTakenToo() throws Exception {
    allow("LOC");
    mention("kind", KIND);
    CAS cas = documents.document("Ada left Turin .");
    documents
        .engine(
            NamedEntityRecognizer.PARAM_TAG_MAP,
            "LOC=" + MENTION,
            NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
            MENTION,
            NamedEntityRecognizer.PARAM_VALUE_FEATURE,
            "kind")
        .process(cas);
    assertThat(features(cas, MENTION, "kind")).containsExactly(null, "LOC");
  }

  @Test
  void aValueThatHoldsNoTextIsToldTruly() throws Exception {
    mention("value", CAS.TYPE_NAME_INTEGER);
    try (LogCapture log = new LogCapture()) {
      documents
          .engine(NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE, MENTION)
          .process(documents.document("Ada left ."));
      assertThat(log.toString())
          .containsOnlyOnce(
              "Feature [my.Mention:value] holds values of type [uima.cas.Integer], so that the"
                  + " label isn't written there; expected [uima.cas.String] or a subtype of it."
                  + " Name another by [valueFeature]")
          .doesNotContain("has no feature");
    }
  }

  @Test
  void typesOfTheTagMapHaveTheSameRules() throws Exception {
    mention("confidence", CAS.TYPE_NAME_FLOAT, "modelId", CAS.TYPE_NAME_LONG);
    CAS cas = documents.document("Ada left .");
    try (LogCapture log = new LogCapture()) {
      documents.engine(NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + MENTION).process(cas);
      assertThat(features(cas, MENTION, "confidence")).containsExactly("0.9");
      assertThat(log.toString()).containsOnlyOnce("Feature [my.Mention:modelId]");
    }
    AnalysisEngine named =
        documents.engine(
            NamedEntityRecognizer.PARAM_TAG_MAP,
            "PER=" + MENTION,
            NamedEntityRecognizer.PARAM_MODEL_ID_FEATURE,
            "modelId");
    assertThatThrownBy(() -> named.process(documents.document("Ada left .")))
        .hasMessageContainingAll("[my.Mention:modelId]", "[modelIdFeature]", "[uima.cas.Long]");
  }

  @Test
  void aNamedFeatureThatNoTypeOfTheTagMapHasIsRefused() throws Exception {
    mention("value", CAS.TYPE_NAME_STRING);
    AnalysisEngine engine =
        documents.engine(
            NamedEntityRecognizer.PARAM_TAG_MAP,
            "PER=O,*=" + MENTION,
            NamedEntityRecognizer.PARAM_VALUE_FEATURE,
            "label");
    assertThatThrownBy(() -> engine.process(documents.document("Ada left .")))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("Type [my.Mention] has no feature [label]");
  }

  @Test
  void partsOfSpeechGoIntoStringsWithAllowedValuesAndFloats() throws Exception {
    allow("NOUN", "VERB");
    mention("tag", KIND, "prob", CAS.TYPE_NAME_FLOAT);
    Documents own = new Documents(types, TypeNames.SENTENCE, MENTION);
    CAS cas = own.document("Ada left Turin .");
    try (LogCapture log = new LogCapture()) {
      documents
          .posTagger(
              PosTagger.PARAM_TOKEN_TYPE,
              MENTION,
              PosTagger.PARAM_POS_FEATURE,
              "tag",
              PosTagger.PARAM_CONFIDENCE_FEATURE,
              "prob")
          .process(cas);
      assertThat(features(cas, MENTION, "tag")).containsExactly(null, "VERB", "NOUN", null);
      assertThat(features(cas, MENTION, "prob")).containsExactly("0.75", "0.75", "0.5", "0.75");
      assertThat(log.toString())
          .containsOnlyOnce("the label [PROPN] isn't written")
          .containsOnlyOnce("the label [.] isn't written");
    }
  }

  @Test
  void aTypeOfThePosMappingThatTheTokensFeatureDoesntTakeIsNamed(@TempDir Path folder)
      throws Exception {
    mention("value", CAS.TYPE_NAME_STRING);
    types.addType("my.Noun", "", CAS.TYPE_NAME_ANNOTATION);
    types.addType("my.Token", "", CAS.TYPE_NAME_ANNOTATION).addFeature("pos", "", MENTION);
    Path map = Files.writeString(folder.resolve("pos.map"), "PROPN=my.Noun");
    AnalysisEngine engine =
        documents.posTagger(
            PosTagger.PARAM_TOKEN_TYPE,
            "my.Token",
            PosTagger.PARAM_POS_TYPE,
            MENTION,
            PosTagger.PARAM_POS_MAPPING_LOCATION,
            map.toString());
    CAS cas = new Documents(types, TypeNames.SENTENCE, "my.Token").document("Ada left");
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll(
            "Type [my.Noun]", "[POSMappingLocation]", "[my.Token:pos]", "[my.Mention]");
  }

  @Test
  void annotationsForPartsOfSpeechAndTheirTokensHaveTheSameRules() throws Exception {
    allow("VERB");
    mention("value", KIND, "confidence", CAS.TYPE_NAME_FLOAT);
    types.addType("my.Token", "", CAS.TYPE_NAME_ANNOTATION).addFeature("pos", "", KIND);
    CAS cas = new Documents(types, TypeNames.SENTENCE, "my.Token").document("Ada left");
    documents
        .posTagger(PosTagger.PARAM_TOKEN_TYPE, "my.Token", PosTagger.PARAM_POS_TYPE, MENTION)
        .process(cas);
    assertThat(features(cas, MENTION, "value")).containsExactly(null, "VERB");
    assertThat(features(cas, MENTION, "confidence")).containsExactly("0.75", "0.75");
    assertThat(features(cas, "my.Token", "pos")).containsExactly(null, "VERB");
  }
}
