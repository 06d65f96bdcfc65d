package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;

class LanguageProcessingTest {
  @Test
  void findsSentencesTokensAndEntitiesInPlainText() throws Exception {
    CAS cas = process("Ada came back. She hadn't seen Turin for years.");

    assertThat(count(cas, TypeNames.SENTENCE)).isEqualTo(2);
    assertThat(count(cas, TypeNames.TOKEN)).isEqualTo(12);
    assertThat(count(cas, TypeNames.NAMED_ENTITY)).isEqualTo(2);
  }

  @Test
  void aWordOfAMebibyteIsOneToken() throws Exception {
    CAS cas = process("Ada sent " + "ab".repeat(1 << 19) + " from Turin yesterday.");

    assertThat(count(cas, TypeNames.SENTENCE)).isEqualTo(1);
    assertThat(count(cas, TypeNames.TOKEN)).isEqualTo(7);
    assertThat(count(cas, TypeNames.NAMED_ENTITY)).isEqualTo(2);
  }

  @Test
  void pipelinesInARowSplitTheTextOnce() throws Exception {
    String text = "Angela Merkel was born in Hamburg. Marie Curie was born in Warsaw.";

    CAS cas = process(text, pipeline(), pipeline());

    assertThat(texts(cas, TypeNames.SENTENCE))
        .containsExactly("Angela Merkel was born in Hamburg.", "Marie Curie was born in Warsaw.");
    assertThat(count(cas, TypeNames.TOKEN)).isEqualTo(14);
  }

  @Test
  void splitsOnlyWhatOthersLeft() throws Exception {
    AnalysisEngine engine = createEngine(pipeline());
    CAS cas = engine.newCAS();
    cas.setDocumentText("One two three. He didn't. Four. Five six.");
    add(cas, TypeNames.SENTENCE, 15, 25);
    add(cas, TypeNames.TOKEN, 15, 17);
    add(cas, TypeNames.TOKEN, 18, 25);
    add(cas, TypeNames.SENTENCE, 26, 41);
    engine.process(cas);

    assertThat(texts(cas, TypeNames.SENTENCE))
        .containsExactly("One two three.", "He didn't.", "Four. Five six.");
    assertThat(texts(cas, TypeNames.TOKEN))
        .containsExactly(
            "One", "two", "three", ".", "He", "didn't.", "Four", ".", "Five", "six", ".");
  }

  @Test
  void splitsASentenceThatIsThereTwiceOnce() throws Exception {
    AnalysisEngine engine = createEngine(LanguageProcessing.tokens("en"));
    CAS cas = engine.newCAS();
    cas.setDocumentText("One two.");
    add(cas, TypeNames.SENTENCE, 0, 8);
    add(cas, TypeNames.SENTENCE, 0, 8);
    engine.process(cas);

    assertThat(texts(cas, TypeNames.TOKEN)).containsExactly("One", "two", ".");
  }

  @Test
  void refusesASentenceOutsideTheText() throws Exception {
    AnalysisEngine engine = createEngine(LanguageProcessing.tokens("en"));
    CAS cas = engine.newCAS();
    cas.setDocumentText("One.");
    add(cas, TypeNames.SENTENCE, 0, 9);

    assertThatThrownBy(() -> engine.process(cas))
        .hasMessageContaining("from [0] to [9] is outside the text");
  }

  @Test
  void writesTheTypesThatParametersName() throws Exception {
    AnalysisEngine engine =
        createEngine(
            SentenceSplitter.class,
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
            SplitterEngine.PARAM_SENTENCE_TYPE,
            TypeNames.TOKEN);
    CAS cas = engine.newCAS();
    cas.setDocumentText("One. Two.");
    engine.process(cas);

    assertThat(texts(cas, TypeNames.TOKEN)).containsExactly("One.", "Two.");
  }

  @Test
  void leavesADocumentWithoutTextAsItIs() throws Exception {
    AnalysisEngine engine = createEngine(pipeline());
    CAS cas = engine.newCAS();
    engine.process(cas);

    assertThat(count(cas, TypeNames.SENTENCE)).isZero();
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
            pipeline(),
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

  private static CAS process(String text) throws Exception {
    return process(text, pipeline());
  }

  private static CAS process(String text, AnalysisEngineDescription... pipelines) throws Exception {
    CAS cas = createEngine(pipelines[0]).newCAS();
    cas.setDocumentText(text);
    for (AnalysisEngineDescription pipeline : pipelines) {
      createEngine(pipeline).process(cas);
    }
    return cas;
  }

  private static AnalysisEngineDescription pipeline() throws Exception {
    return LanguageProcessing.namedEntities(
        "en",
        NamedEntityRecognizer.RES_MODEL,
        createNamedResourceDescription(
            "fake", FakeModel.class, NeuralModelResource.PARAM_MODEL_LOCATION, "fake"));
  }

  private static void add(CAS cas, String type, int begin, int end) {
    cas.addFsToIndexes(cas.createAnnotation(cas.getTypeSystem().getType(type), begin, end));
  }

  private static List<String> texts(CAS cas, String type) {
    List<String> texts = new ArrayList<>();
    cas.<AnnotationFS>getAnnotationIndex(cas.getTypeSystem().getType(type))
        .forEach(annotation -> texts.add(annotation.getCoveredText()));
    return texts;
  }

  private static int count(CAS cas, String type) {
    return cas.getAnnotationIndex(cas.getTypeSystem().getType(type)).size();
  }
}
