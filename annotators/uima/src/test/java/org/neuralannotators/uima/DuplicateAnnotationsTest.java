package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.TypeDescription;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.types.TypeNames;

/** Documents that two tokenizers have been over. */
class DuplicateAnnotationsTest {
  private static final String WORD = "my.Word";
  private static final String ZONE = "my.Zone";

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  @BeforeEach
  void addTypes() {
    FakeModel.TAGGER.calls.clear();
    types.addType(ZONE, "", TypeNames.SENTENCE);
    TypeDescription word = types.addType(WORD, "", TypeNames.TOKEN);
    word.addFeature("numbers", "", CAS.TYPE_NAME_FLOAT_ARRAY);
  }

  /** Every sentence and token is there twice. */
  private CAS twice(String sentenceType, String tokenType) throws Exception {
    CAS cas = documents.document("Ada left .", "Turin rains .");
    for (AnnotationFS token : Documents.annotations(cas, TypeNames.TOKEN)) {
      Documents.annotate(cas, tokenType, token.getBegin(), token.getEnd());
    }
    for (AnnotationFS sentence : Documents.annotations(cas, TypeNames.SENTENCE)) {
      Documents.annotate(cas, sentenceType, sentence.getBegin(), sentence.getEnd());
    }
    return cas;
  }

  @Test
  void tokensOfTwoTokenizersAreReadOnce() throws Exception {
    CAS cas = twice(TypeNames.SENTENCE, TypeNames.TOKEN);

    documents.engine().process(cas);

    assertThat(FakeModel.TAGGER.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin", "rains", ".")));
    assertThat(Documents.entities(cas)).containsExactly("Ada PER 0.9 fake", "Turin LOC 0.4 fake");
  }

  @Test
  void tokensOfATypeAndItsSubtypeAreReadOnce() throws Exception {
    CAS cas = twice(ZONE, WORD);
    documents.engine().process(cas);
    assertThat(FakeModel.TAGGER.calls)
        .containsExactly(List.of(List.of("Ada", "left", "."), List.of("Turin", "rains", ".")));
  }

  @Test
  void tokensThatOverlapAtDifferentPlacesAreAllReadWithAWarning() throws Exception {
    CAS cas = documents.document("Ada left .");
    Documents.annotate(cas, WORD, 0, 8);
    try (LogCapture log = new LogCapture()) {
      documents.posTagger().process(cas);
      assertThat(log.toString())
          .containsOnlyOnce("types [" + WORD + ", " + TypeNames.TOKEN + "] overlap");
    }
    assertThat(Documents.annotations(cas, TypeNames.TOKEN))
        .hasSize(4)
        .allSatisfy(token -> assertThat(Documents.feature(token, TypeNames.POS)).isNotNull());
  }

  @Test
  void theTypesAreNamedOnceForEachEngine() throws Exception {
    AnalysisEngine engine = documents.engine();
    try (LogCapture log = new LogCapture()) {
      engine.process(twice(ZONE, WORD));
      engine.process(twice(ZONE, WORD));

      assertThat(log.toString())
          .containsOnlyOnce("types [" + WORD + ", " + TypeNames.TOKEN + "] are at the same place")
          .containsOnlyOnce("types [" + ZONE + ", " + TypeNames.SENTENCE + "] are at the same");
    }
  }

  @Test
  void aDocumentOfOneTokenizerIsNotReported() throws Exception {
    try (LogCapture log = new LogCapture()) {
      documents.engine().process(documents.document("Ada left .", "Turin rains ."));
      assertThat(log.toString()).isEmpty();
    }
  }

  @Test
  void allTokensOfAPlaceGetTheTag() throws Exception {
    CAS cas = twice(ZONE, WORD);
    documents.posTagger().process(cas);
    assertThat(tags(cas))
        .containsExactly(
            "PROPN", "PROPN", "VERB", "VERB", ".", ".", "NOUN", "NOUN", "NOUN", "NOUN", ".", ".");
  }

  @Test
  void aPlaceGetsOnePartOfSpeechThoughAllTokensGetTheTag() throws Exception {
    CAS cas = twice(ZONE, WORD);
    documents.posTagger(PosTagger.PARAM_POS_TYPE, TypeNames.PART_OF_SPEECH).process(cas);
    assertThat(Documents.texts(cas, TypeNames.PART_OF_SPEECH))
        .containsExactly("Ada", "left", ".", "Turin", "rains", ".");
    assertThat(tags(cas)).hasSize(12).doesNotContainNull();
  }

  private static List<String> tags(CAS cas) {
    return Documents.annotations(cas, TypeNames.TOKEN).stream()
        .map(token -> Documents.feature(token, TypeNames.POS))
        .toList();
  }

  @Test
  void allTokensOfAPlaceGetTheVector() throws Exception {
    CAS cas = CasFactory.createCas(types);
    new Documents(types, TypeNames.SENTENCE, WORD).fill(cas, "Ada left");
    Documents.annotate(cas, WORD, 0, 3);
    createEngine(
            Engines.EMBEDDER.description(
                types,
                ContextualEmbedder.PARAM_TOKEN_TYPE,
                WORD,
                ContextualEmbedder.PARAM_VECTOR_FEATURE,
                "numbers"))
        .process(cas);
    assertThat(Documents.annotations(cas, WORD))
        .hasSize(3)
        .extracting(word -> word.getFeatureValue(word.getType().getFeatureByBaseName("numbers")))
        .doesNotContainNull();
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void everyEngineWritesWhatItWritesWithoutDuplicates(Engines each) throws Exception {
    CAS once = documents.document("Ada left .", "Turin rains .");
    createEngine(each.description(types)).process(once);

    CAS twice = twice(ZONE, WORD);
    createEngine(each.description(types)).process(twice);

    for (String output : each.outputs()) {
      assertThat(Documents.texts(twice, output))
          .isNotEmpty()
          .isEqualTo(Documents.texts(once, output));
    }
  }
}
