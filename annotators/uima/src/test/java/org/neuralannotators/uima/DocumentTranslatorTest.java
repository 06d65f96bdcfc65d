package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.FloatArrayFS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.AggregateBuilder;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.types.TypeNames;

class DocumentTranslatorTest {
  private static final String VIEW = "translation";
  private static final String LINKS = DocumentTranslator.PARAM_TOKEN_LINKS;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);
  private final Documents documents = new Documents(types, TypeNames.SENTENCE, TypeNames.TOKEN);

  @BeforeEach
  void forgetCalls() {
    FakeTranslatorModel.CALLS.clear();
  }

  private AnalysisEngine engine(Object... parameters) throws ResourceInitializationException {
    return createEngine(description(parameters));
  }

  private AnalysisEngineDescription description(Object... parameters)
      throws ResourceInitializationException {
    List<Object> all = new ArrayList<>(Arrays.asList(parameters));
    all.add(DocumentTranslator.RES_MODEL);
    all.add(
        createNamedResourceDescription(
            "fake",
            FakeTranslatorModel.class,
            NeuralTranslatorResource.PARAM_MODEL_LOCATION,
            "fake"));
    return createEngineDescription(DocumentTranslator.class, types, all.toArray());
  }

  /** A document whose sentences are where these stand in the text. */
  private CAS document(String text, String... sentences) throws Exception {
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentText(text);
    for (String sentence : sentences) {
      int begin = text.indexOf(sentence);
      Documents.annotate(cas, TypeNames.SENTENCE, begin, begin + sentence.length());
    }
    return cas;
  }

  /** Of each link in a view: what it covers, the texts of source and target, score and model. */
  private static List<String> links(CAS view) {
    return Documents.annotations(view, TypeNames.TRANSLATION).stream()
        .map(
            link ->
                String.join(
                    "|",
                    link.getCoveredText(),
                    linked(link, TypeNames.SOURCE).getCoveredText(),
                    linked(link, TypeNames.TARGET).getCoveredText(),
                    Documents.feature(link, TypeNames.SCORE),
                    Documents.feature(link, TypeNames.MODEL_ID)))
        .toList();
  }

  private static AnnotationFS linked(AnnotationFS link, String feature) {
    return (AnnotationFS) link.getFeatureValue(link.getType().getFeatureByBaseName(feature));
  }

  /** Of each linked token in a view: its text, the tokens and the weights. */
  private static List<String> alignments(CAS view) {
    return Documents.annotations(view, TypeNames.TOKEN_ALIGNMENT).stream()
        .map(link -> link.getCoveredText() + " " + others(link) + " " + weights(link))
        .toList();
  }

  private static List<String> others(AnnotationFS link) {
    List<String> tokens = new ArrayList<>();
    ArrayFS<?> others =
        (ArrayFS<?>) link.getFeatureValue(link.getType().getFeatureByBaseName(TypeNames.TOKENS));
    for (FeatureStructure token : others.toArray()) {
      tokens.add(((AnnotationFS) token).getCoveredText());
    }
    return tokens;
  }

  private static String weights(AnnotationFS link) {
    return Arrays.toString(
        ((FloatArrayFS)
                link.getFeatureValue(link.getType().getFeatureByBaseName(TypeNames.WEIGHTS)))
            .toArray());
  }

  @Test
  void annotationsOfProjectedTypesAreCarriedOverOnce() throws Exception {
    CAS cas = documents.document("Ada left .", "to Turin");
    for (int[] place : new int[][] {{0, 3}, {14, 19}}) {
      AnnotationFS entity =
          cas.createAnnotation(
              cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY), place[0], place[1]);
      FSUtil.setFeature(entity, TypeNames.VALUE, place[0] == 0 ? "PER" : "LOC");
      FSUtil.setFeature(entity, TypeNames.CONFIDENCE, 0.5);
      cas.addFsToIndexes(entity);
    }
    AnalysisEngine engine =
        engine(DocumentTranslator.PARAM_PROJECTED_TYPES, new String[] {TypeNames.NAMED_ENTITY});
    engine.process(cas);
    engine.process(cas);

    assertThat(Documents.annotations(cas.getView(VIEW), TypeNames.NAMED_ENTITY))
        .extracting(
            AnnotationFS::getCoveredText,
            entity -> Documents.feature(entity, TypeNames.VALUE),
            entity -> Documents.feature(entity, TypeNames.CONFIDENCE),
            entity -> Documents.feature(entity, TypeNames.MODEL_ID))
        .containsExactly(tuple("ADA", "PER", "0.5", null), tuple("TURIN", "LOC", "0.5", null));
    assertThat(Documents.annotations(cas, TypeNames.TOKEN_ALIGNMENT)).isEmpty();
  }

  @Test
  void theTranslationIsAViewWhoseSentencesAreLinkedBothWays() throws Exception {
    CAS cas = documents.document("Ada left .", "to Turin");
    cas.setDocumentLanguage("en-GB");

    engine().process(cas);

    CAS view = cas.getView(VIEW);
    assertThat(view.getDocumentText()).isEqualTo(". LEFT ADA TURIN TO");
    assertThat(view.getDocumentLanguage()).isEqualTo("de");
    assertThat(Documents.texts(view, TypeNames.SENTENCE)).containsExactly(". LEFT ADA", "TURIN TO");
    assertThat(links(cas))
        .containsExactly(
            "Ada left .|Ada left .|. LEFT ADA|-3.0|fake", "to Turin|to Turin|TURIN TO|-2.0|fake");
    assertThat(links(view))
        .containsExactly(
            ". LEFT ADA|Ada left .|. LEFT ADA|-3.0|fake", "TURIN TO|to Turin|TURIN TO|-2.0|fake");
    assertThat(linked(Documents.annotations(view, TypeNames.TRANSLATION).get(0), TypeNames.SOURCE))
        .isEqualTo(Documents.annotations(cas, TypeNames.SENTENCE).get(0));
    assertThat(FakeTranslatorModel.CALLS).containsExactly(List.of("Ada left .", "to Turin"));
    assertThat(Documents.annotations(view, TypeNames.TOKEN)).isEmpty();
    assertThat(Documents.annotations(cas, TypeNames.TOKEN_ALIGNMENT)).isEmpty();
  }

  @Test
  void tokensAreLinkedBothWaysWithTheirWeights() throws Exception {
    CAS cas = documents.document("to Turin", "Ada");

    engine(LINKS, true).process(cas);

    CAS view = cas.getView(VIEW);
    assertThat(Documents.texts(view, TypeNames.TOKEN)).containsExactly("TURIN", "TO", "ADA");
    assertThat(alignments(cas))
        .containsExactly(
            "to [TURIN, TO] [0.0, 0.75]", "Turin [TURIN, TO] [0.75, 0.0]", "Ada [ADA] [0.75]");
    assertThat(alignments(view))
        .containsExactly(
            "TURIN [to, Turin] [0.0, 0.75]", "TO [to, Turin] [0.75, 0.0]", "ADA [Ada] [0.75]");
  }

  @Test
  void tokensThatShareAWordHaveItsWeights() throws Exception {
    CAS cas = document("(Ada left).", "(Ada left).");
    for (int[] token : new int[][] {{0, 1}, {1, 4}, {5, 9}, {9, 10}, {10, 11}, {11, 11}}) {
      Documents.annotate(cas, TypeNames.TOKEN, token[0], token[1]);
    }

    engine(LINKS, true).process(cas);

    assertThat(alignments(cas.getView(VIEW)))
        .contains("LEFT [(, Ada, left, ), .] [0.0, 0.0, 0.75, 0.75, 0.75]");
    assertThat(alignments(cas))
        .hasSize(5)
        .contains(". [LEFT, ), ., (, ADA] [0.75, 0.75, 0.75, 0.0, 0.0]");
  }

  @Test
  void aSentenceWithoutTokensIsTranslatedWithoutLinks() throws Exception {
    CAS cas = document("Ada left", "Ada left");

    engine(LINKS, true).process(cas);

    CAS view = cas.getView(VIEW);
    assertThat(view.getDocumentText()).isEqualTo("LEFT ADA");
    assertThat(Documents.texts(view, TypeNames.TOKEN)).containsExactly("LEFT", "ADA");
    assertThat(alignments(view)).isEmpty();
    assertThat(alignments(cas)).isEmpty();
  }

  @Test
  void paragraphsStayAlsoWhereSentencesReachOverTheirEnd() throws Exception {
    CAS cas = document("\nAda left.\n\nBob too.\n", "\nAda left.\n", "\nBob too.\n");

    engine().process(cas);

    assertThat(cas.getView(VIEW).getDocumentText()).isEqualTo("\nLEFT. ADA\n\nTOO. BOB\n");
    assertThat(links(cas.getView(VIEW)))
        .containsExactly(
            "LEFT. ADA|\nAda left.\n|LEFT. ADA|-2.0|fake",
            "TOO. BOB|\nBob too.\n|TOO. BOB|-2.0|fake");
  }

  @Test
  void overlappingAndBlankSentencesPass() throws Exception {
    CAS cas = document("Ada left Bob. ", "Ada left Bob.", "left", " ", "");

    try (LogCapture log = new LogCapture()) {
      engine(LINKS, true).process(cas);
      assertThat(log.toString()).containsOnlyOnce("types [" + TypeNames.SENTENCE + "] overlap");
    }

    assertThat(cas.getView(VIEW).getDocumentText()).isEqualTo("BOB. LEFT ADA LEFT ");
    assertThat(Documents.texts(cas.getView(VIEW), TypeNames.SENTENCE))
        .containsExactly("BOB. LEFT ADA", "LEFT");
  }

  @Test
  void anEmptyDocumentGetsAnEmptyView() throws Exception {
    AnalysisEngine engine = engine(LINKS, true);
    for (String text : new String[] {null, ""}) {
      CAS cas = CasFactory.createCas(types);
      cas.setDocumentText(text);
      engine.process(cas);
      assertThat(cas.getView(VIEW).getDocumentText()).isEmpty();
      assertThat(cas.getView(VIEW).getDocumentLanguage()).isEqualTo("de");
    }
  }

  @Test
  void textWithoutSentencesIsReportedOnce() throws Exception {
    AnalysisEngine engine = engine();
    try (LogCapture log = new LogCapture()) {
      CAS cas = document("Ada left.");
      engine.process(cas);
      engine.process(document("Ada left."));
      assertThat(cas.getView(VIEW).getDocumentText()).isBlank();
      assertThat(log.toString())
          .containsOnlyOnce("outside of annotations of the sentence type [" + TypeNames.SENTENCE);
    }
  }

  @Test
  void theViewHasTheNameThatIsAskedForAndMustBeNewUnlessReplaced() throws Exception {
    CAS cas = documents.document("Ada left");
    engine(DocumentTranslator.PARAM_VIEW_NAME, "deutsch").process(cas);
    assertThat(cas.getView("deutsch").getDocumentText()).isEqualTo("LEFT ADA");
    cas.createView("other").setDocumentText("something else");
    assertViewIsRefused(cas, "deutsch", false);
    for (String existing : List.of("other", CAS.NAME_DEFAULT_SOFA)) {
      assertViewIsRefused(cas, existing, true);
      assertViewIsRefused(cas, existing, false);
    }
  }

  private void assertViewIsRefused(CAS cas, String view, boolean replace) throws Exception {
    AnalysisEngine again =
        engine(
            DocumentTranslator.PARAM_VIEW_NAME,
            view,
            DocumentTranslator.PARAM_REPLACE_EXISTING,
            replace);
    assertThatThrownBy(() -> again.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("[" + view + "]", "[viewName]", "doesn't have");
  }

  @Test
  void aSecondRunReplacesTheLinksAndKeepsTheTranslation() throws Exception {
    CAS cas = documents.document("to Turin", "Ada");
    AnalysisEngine engine = engine(LINKS, true);
    engine.process(cas);
    CAS view = cas.getView(VIEW);
    List<AnnotationFS> tokens = Documents.annotations(view, TypeNames.TOKEN);
    List<String> links = links(cas);
    List<String> alignments = alignments(cas);

    engine.process(cas);

    assertThat(links(cas)).hasSize(2).isEqualTo(links);
    assertThat(links(view)).hasSize(2);
    assertThat(alignments(cas)).hasSize(3).isEqualTo(alignments);
    assertThat(alignments(view)).hasSize(3);
    assertThat(Documents.annotations(view, TypeNames.TOKEN)).isEqualTo(tokens);
    assertThat(Documents.texts(view, TypeNames.SENTENCE)).containsExactly("TURIN TO", "ADA");
  }

  @Test
  void translationsIntoSeveralViewsKeepTheirLinks() throws Exception {
    CAS cas = documents.document("to Turin");
    engine(LINKS, true).process(cas);
    engine(LINKS, true, DocumentTranslator.PARAM_VIEW_NAME, "second").process(cas);
    engine(LINKS, true).process(cas);
    assertThat(links(cas)).hasSize(2);
    assertThat(links(cas.getView("second"))).hasSize(1);
    assertThat(alignments(cas)).hasSize(4);
  }

  @Test
  void aSentenceThatIsThereTwiceIsTranslatedOnce() throws Exception {
    CAS cas = document("Ada left", "Ada left", "Ada left");
    try (LogCapture log = new LogCapture()) {
      engine().process(cas);
      assertThat(log.toString()).containsOnlyOnce("[" + TypeNames.SENTENCE + "] are at the same");
    }
    assertThat(cas.getView(VIEW).getDocumentText()).isEqualTo("LEFT ADA");
    assertThat(links(cas)).hasSize(1);
  }

  @Test
  void theViewThatIsMappedToTheEngineIsRead() throws Exception {
    AggregateBuilder mapped = new AggregateBuilder();
    mapped.add(description(), CAS.NAME_DEFAULT_SOFA, "english");
    CAS cas = CasFactory.createCas(types);
    documents.fill(cas.createView("english"), "Ada left");

    for (int run = 0; run < 2; run++) {
      mapped.createAggregate().process(cas);

      assertThat(cas.getView(VIEW).getDocumentText()).isEqualTo("LEFT ADA");
      assertThat(links(cas.getView("english"))).hasSize(1);
    }
  }

  @Test
  void aDocumentInAnotherLanguageIsRefusedWhereThatIsAskedFor() throws Exception {
    CAS cas = documents.document("Ada est partie");
    cas.setDocumentLanguage("fr");
    AnalysisEngine engine = engine(DocumentTranslator.PARAM_LANGUAGE_MISMATCH, "ERROR");
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContainingAll("language [fr]", "[fake] is for [en]");
    assertThat(FakeTranslatorModel.CALLS).isEmpty();
  }

  @Test
  void aDocumentInAnotherLanguageIsTranslatedWithAWarning() throws Exception {
    CAS cas = documents.document("Ada est partie");
    cas.setDocumentLanguage("fr");
    try (LogCapture log = new LogCapture()) {
      engine().process(cas);
      assertThat(log.toString())
          .containsOnlyOnce("language [fr], and the model [fake] is for [en]");
    }
    assertThat(cas.getView(VIEW).getDocumentText()).isEqualTo("PARTIE EST ADA");
  }

  @Test
  void aSentenceOutsideOfTheTextIsNamed() throws Exception {
    CAS cas = document("Ada");
    Documents.annotate(cas, TypeNames.SENTENCE, 2, 9);
    AnalysisEngine engine = engine();
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("from [2] to [9] is outside the text, which has [3] characters");
  }

  @Test
  void typesOfOnesOwnAreReadAndWritten() throws Exception {
    types.addType("my.Sentence", "", CAS.TYPE_NAME_ANNOTATION);
    types.addType("my.Token", "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = new Documents(types, "my.Sentence", "my.Token").document("to Turin");

    engine(
            LINKS,
            true,
            DocumentTranslator.PARAM_SENTENCE_TYPE,
            "my.Sentence",
            DocumentTranslator.PARAM_OPENNLP_TOKEN_TYPE,
            "my.Token")
        .process(cas);

    CAS view = cas.getView(VIEW);
    assertThat(Documents.texts(view, "my.Sentence")).containsExactly("TURIN TO");
    assertThat(Documents.texts(view, "my.Token")).containsExactly("TURIN", "TO");
    assertThat(alignments(view)).hasSize(2);
  }

  @Test
  void aTypeSystemWithoutOurTypesIsNamed() throws Exception {
    TypeSystemDescription foreign =
        UIMAFramework.getResourceSpecifierFactory().createTypeSystemDescription();
    foreign.addType(TypeNames.SENTENCE, "", CAS.TYPE_NAME_ANNOTATION);
    CAS cas = new Documents(foreign, TypeNames.SENTENCE, TypeNames.SENTENCE).document("Ada left");
    AnalysisEngine engine = engine();
    assertThatThrownBy(() -> engine.process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasMessageContaining("[" + TypeNames.TRANSLATION + "]");
  }

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> withoutResource())
        .hasStackTraceContaining("Set parameter [modelLocation], or bind a resource to [model]");
    assertRefused("Model [missing] could not be loaded", DocumentTranslator.PARAM_NUM_THREADS, 1);
    assertRefused("beam [0]; expected 1", DocumentTranslator.PARAM_BEAM_SIZE, 0);
    assertRefused("batchTokens [0]", DocumentTranslator.PARAM_BATCH_TOKENS, 0);
    assertRefused("numThreads [-1]", DocumentTranslator.PARAM_NUM_THREADS, -1);
    assertRefused("lengthPenalty [-1.0]", DocumentTranslator.PARAM_LENGTH_PENALTY, -1.0);
  }

  private static void assertRefused(String message, String parameter, Object value) {
    assertThatThrownBy(
            () ->
                withoutResource(
                    DocumentTranslator.PARAM_MODEL_LOCATION, "missing", parameter, value))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(message);
  }

  private static AnalysisEngine withoutResource(Object... parameters)
      throws ResourceInitializationException {
    return createEngine(DocumentTranslator.class, parameters);
  }

  @Test
  void theModelIsClosedWithTheEngineAndWorksAfterReconfiguration() throws Exception {
    int before = FakeTranslatorModel.handles;
    AnalysisEngine engine = engine();
    engine.setConfigParameterValue(LINKS, true);
    engine.reconfigure();
    CAS cas = documents.document("Ada left");
    engine.process(cas);
    assertThat(alignments(cas)).hasSize(2);
    assertThat(FakeTranslatorModel.handles).isEqualTo(before + 1);
    engine.destroy();
    assertThat(FakeTranslatorModel.handles).isEqualTo(before);
  }

  @Test
  void theDefaultsAreThoseOfTranslators() throws Exception {
    RunOptions run = TestRunParameters.byDefault();
    TranslatorOptions defaults = TranslatorOptions.DEFAULT;
    assertThat(NeuralTranslatorResource.options(run, SearchChoice.NONE, TextChoice.ANY))
        .isEqualTo(defaults.withBatchTokens(run.batchTokens() * defaults.beam()));
  }
}
