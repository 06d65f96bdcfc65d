package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.types.TypeNames;

/** What becomes of annotations that are there when an engine writes its own. */
class ExistingAnnotationsTest {
  private static final String REMOVE_ALL = "opennlp.uima.IsRemoveExistingAnnotations";
  private static final String PERSON = "my.Person";

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  private AnalysisEngine engine(Engines each, Object... parameters) throws Exception {
    return createEngine(each.description(types, parameters));
  }

  /** An annotation of another tool, or of the model of that name. */
  private static AnnotationFS add(CAS view, String type, String modelId, int begin, int end) {
    AnnotationFS added = view.createAnnotation(view.getTypeSystem().getType(type), begin, end);
    added.setStringValue(added.getType().getFeatureByBaseName(TypeNames.MODEL_ID), modelId);
    view.addFsToIndexes(added);
    return added;
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void aSecondRunReplacesWhatTheFirstWrote(Engines each) throws Exception {
    CAS cas = documents.document("Ada left .", "Turin rains .");
    engine(each).process(cas);
    List<List<String>> first = texts(cas, each);

    engine(each).process(cas);

    assertThat(texts(cas, each)).isEqualTo(first).doesNotContain(List.of());
  }

  private static List<List<String>> texts(CAS cas, Engines each) {
    return each.outputs().stream().map(type -> Documents.texts(cas, type)).toList();
  }

  @ParameterizedTest
  @EnumSource(value = Engines.class, mode = EnumSource.Mode.EXCLUDE, names = "TRANSLATOR")
  void aSecondRunAddsWhereReplacingIsOff(Engines each) throws Exception {
    CAS cas = documents.document("Ada left .", "Turin rains .");
    engine(each).process(cas);
    List<List<String>> first = texts(cas, each);

    engine(each, NeuralEngine.PARAM_REPLACE_EXISTING, false).process(cas);

    List<List<String>> second = texts(cas, each);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).hasSize(2 * first.get(i).size());
    }
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void annotationsOfOthersStay(Engines each) throws Exception {
    CAS cas = documents.document("Ada left .", "Turin rains .");
    List<AnnotationFS> others = new ArrayList<>();
    for (String type : each.outputs()) {
      others.add(add(cas, type, null, 0, 3));
      others.add(add(cas, type, "other", 0, 3));
      others.add(add(cas, type, "other", 0, 10));
    }

    engine(each).process(cas);
    engine(each).process(cas);

    for (AnnotationFS other : others) {
      assertThat(Documents.annotations(cas, other.getType().getName())).contains(other);
    }
  }

  @ParameterizedTest
  @EnumSource(Engines.class)
  void openNlpsParameterRemovesThoseOfOthersWhereTheEngineReads(Engines each) throws Exception {
    CAS cas = documents.document("Ada left .");
    engine(each).process(cas);
    List<List<String>> alone = texts(cas, each);
    cas = documents.document("Ada left .");
    for (String type : each.outputs()) {
      add(cas, type, null, 0, 3);
      add(cas, type, "other", 4, 10);
    }

    engine(each, REMOVE_ALL, true).process(cas);

    assertThat(texts(cas, each)).isEqualTo(alone);
  }

  @Test
  void openNlpsParameterLeavesAloneWhatIsNotRead() throws Exception {
    CAS text = CasFactory.createCas(types);
    text.setDocumentText("Ada left . Ada");
    Documents.annotate(text, TypeNames.SENTENCE, 0, 10);
    Documents.annotate(text, TypeNames.TOKEN, 0, 3);
    add(text, TypeNames.NAMED_ENTITY, "other", 4, 8);
    add(text, TypeNames.NAMED_ENTITY, "other", 11, 14);

    engine(Engines.RECOGNIZER, REMOVE_ALL, true).process(text);

    assertThat(Documents.annotations(text, TypeNames.NAMED_ENTITY))
        .extracting(AnnotationFS::getBegin)
        .containsExactly(0, 11);
  }

  @Test
  void tokensStayAlsoWhereTheirSupertypeIsWritten() throws Exception {
    CAS cas = documents.document("Ada left .");
    engine(
            Engines.RECOGNIZER,
            REMOVE_ALL,
            true,
            NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
            CAS.TYPE_NAME_ANNOTATION)
        .process(cas);
    assertThat(Documents.texts(cas, TypeNames.TOKEN)).containsExactly("Ada", "left", ".");
    assertThat(Documents.texts(cas, TypeNames.SENTENCE)).containsExactly("Ada left .");
  }

  @Test
  void subtypesAreNotTheEnginesOwn() throws Exception {
    types.addType(PERSON, "", TypeNames.NAMED_ENTITY);
    CAS cas = documents.document("Ada left .");
    AnnotationFS person = add(cas, PERSON, "fake", 0, 3);
    documents.engine().process(cas);
    assertThat(Documents.annotations(cas, PERSON)).containsExactly(person);
  }

  @Test
  void typesWithoutModelKeepAll() throws Exception {
    types.addType(PERSON, "", CAS.TYPE_NAME_ANNOTATION).addFeature("value", "", "uima.cas.String");
    CAS cas = documents.document("Ada left .");
    Documents.annotate(cas, PERSON, 4, 8);
    documents.engine(NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + PERSON).process(cas);
    assertThat(Documents.texts(cas, PERSON)).containsExactly("Ada", "left");
  }

  @Test
  void staleEntitiesGoAlsoWhereTheEngineFindsNoneNow() throws Exception {
    CAS cas = documents.document("Ada left .");
    documents.engine().process(cas);
    documents.engine(NamedEntityRecognizer.PARAM_EXCLUDE, "Ada").process(cas);
    assertThat(Documents.entities(cas)).isEmpty();
  }

  @Test
  void twoEnginesWithTheSameModelForDifferentLabelsBothKeepTheirs() throws Exception {
    CAS cas = documents.document("Ada saw Turin .");
    AnalysisEngine persons =
        documents.engine(
            NamedEntityRecognizer.PARAM_TAG_MAP, "PER=" + TypeNames.NAMED_ENTITY + ",*=O");
    AnalysisEngine places =
        documents.engine(
            NamedEntityRecognizer.PARAM_TAG_MAP, "LOC=" + TypeNames.NAMED_ENTITY + ",*=O");
    for (int run = 0; run < 2; run++) {
      persons.process(cas);
      places.process(cas);
    }
    assertThat(Documents.entities(cas)).containsExactly("Ada PER 0.9 fake", "Turin LOC 0.4 fake");
  }

  @Test
  void twoEnginesWithTheSameModelForDifferentPartsBothKeepTheirs() throws Exception {
    types.addType("my.Heading", "", CAS.TYPE_NAME_ANNOTATION);
    types.addType("my.HeadingToken", "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentText("Ada Turin");
    Documents.annotate(cas, "my.Heading", 0, 3);
    Documents.annotate(cas, "my.HeadingToken", 0, 3);
    Documents.annotate(cas, TypeNames.SENTENCE, 4, 9);
    Documents.annotate(cas, TypeNames.TOKEN, 4, 9);
    AnalysisEngine headings =
        documents.engine(
            NamedEntityRecognizer.PARAM_SENTENCE_TYPE,
            "my.Heading",
            NamedEntityRecognizer.PARAM_TOKEN_TYPE,
            "my.HeadingToken");
    for (int run = 0; run < 2; run++) {
      headings.process(cas);
      documents.engine().process(cas);
    }
    assertThat(Documents.entities(cas)).containsExactly("Ada PER 0.9 fake", "Turin LOC 0.4 fake");
  }

  @Test
  void classesOfSentencesAndOfTheDocumentDontReplaceEachOther() throws Exception {
    CAS cas = documents.document("Ada left .", "Turin rains .");
    for (int run = 0; run < 2; run++) {
      engine(Engines.CLASSIFIER).process(cas);
      engine(Engines.CLASSIFIER, TextClassifierAnnotator.PARAM_UNIT, "DOCUMENT").process(cas);
    }
    assertThat(Documents.texts(cas, TypeNames.CATEGORY))
        .containsExactly("Ada left . Turin rains .", "Ada left .", "Turin rains .");
  }

  @Test
  void otherViewsStay() throws Exception {
    CAS cas = documents.document("Ada left .");
    CAS other = cas.createView("other");
    documents.fill(other, "Ada left .", "Turin rains .");
    documents.engine().process(cas);
    AggregateBuilder mapped = new AggregateBuilder();
    mapped.add(documents.description(), CAS.NAME_DEFAULT_SOFA, "other");
    AnalysisEngine second = mapped.createAggregate();

    second.process(cas);
    second.process(cas);

    assertThat(Documents.entities(cas)).containsExactly("Ada PER 0.9 fake");
    assertThat(Documents.entities(other)).containsExactly("Ada PER 0.9 fake", "Turin LOC 0.4 fake");
  }

  @Test
  void renamedPartsOfSpeechAreReplaced() throws Exception {
    CAS cas = documents.document("Ada left .");
    for (int run = 0; run < 2; run++) {
      engine(Engines.POS_TAGGER, PosTagger.PARAM_TAG_MAP, "PROPN=NNP,*=X").process(cas);
    }
    assertThat(Documents.annotations(cas, TypeNames.PART_OF_SPEECH))
        .extracting(pos -> Documents.feature(pos, TypeNames.VALUE))
        .containsExactly("NNP", "X", "X");
  }

  @Test
  void theDocumentsLanguageIsNeverRemoved() throws Exception {
    CAS cas = documents.document("Ada left .");
    cas.setDocumentLanguage("en");

    engine(
            Engines.RECOGNIZER,
            REMOVE_ALL,
            true,
            NamedEntityRecognizer.PARAM_NAMED_ENTITY_TYPE,
            CAS.TYPE_NAME_ANNOTATION)
        .process(cas);

    assertThat(cas.getDocumentLanguage()).isEqualTo("en");
  }
}
