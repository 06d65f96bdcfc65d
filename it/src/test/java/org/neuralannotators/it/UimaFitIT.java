package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.CollectionReaderFactory.createReaderDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.uima.UIMAException;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.cpe.CpePipeline;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.testing.junit.ManagedCas;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.fit.validation.ValidationResult.Severity;
import org.apache.uima.fit.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NamedEntityRecognizer;
import org.neuralannotators.uima.PosTagger;

/** The engines under uimaFIT's checks, and in pipelines of several threads. */
class UimaFitIT {
  private static final String TEXT = "Angela Merkel was born in Hamburg.";
  private static final int THREADS = 3;

  /** Checks each CAS after its test by the validator. */
  @RegisterExtension
  final ManagedCas managed =
      new ManagedCas(
          TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM));

  @Test
  void theCasIsValid() throws Exception {
    CAS cas = managed.get();
    cas.setDocumentText(TEXT);
    createEngine(LanguageProcessing.namedEntities("en")).process(cas);

    assertThat(Entities.of(cas)).contains("Angela Merkel PER");
    Validator validator = new Validator.Builder().build();
    assertThat(validator.getChecks()).hasAtLeastOneElementOfType(ConfidenceRangeCheck.class);
    assertThat(validator.check(cas).containsResultsEquallyOrMoreSevereThan(Severity.WARN))
        .isFalse();
  }

  @Test
  void theCasWithPartsOfSpeechIsValid() throws Exception {
    CAS cas = managed.get();
    cas.setDocumentText(PosSentences.SENTENCE);

    createEngine(
            LanguageProcessing.partsOfSpeech(
                "en", PosTagger.PARAM_POS_TYPE, TypeNames.PART_OF_SPEECH))
        .process(cas);

    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN)))
        .extracting(token -> FSUtil.getFeature(token, TypeNames.POS, String.class))
        .isEqualTo(PosSentences.UNIVERSAL_TAGS);
    assertThat(CasUtil.select(cas, CasUtil.getType(cas, TypeNames.PART_OF_SPEECH)))
        .hasSameSizeAs(PosSentences.UNIVERSAL_TAGS);
  }

  @Test
  void theConfidenceCheckSeesWhatIsNoProbability() throws Exception {
    CAS cas = managed.skipValidation().get();
    cas.setDocumentText(TEXT);
    Type type = cas.getTypeSystem().getType(TypeNames.NAMED_ENTITY);
    AnnotationFS entity = cas.createAnnotation(type, 0, 6);
    entity.setDoubleValue(type.getFeatureByBaseName(TypeNames.CONFIDENCE), 1.5);
    cas.addFsToIndexes(entity);

    assertThat(
            new Validator.Builder()
                .build()
                .check(cas)
                .containsResultsEquallyOrMoreSevereThan(Severity.ERROR))
        .isTrue();
  }

  @Test
  void aCpeUsesAllItsThreads() throws Exception {
    ThreadMeeting.expect(THREADS);

    CpePipeline.runPipeline(
        THREADS,
        createReaderDescription(
            TextReader.class, TextReader.PARAM_TEXT, TEXT, TextReader.PARAM_DOCUMENTS, 12),
        LanguageProcessing.namedEntities("en"),
        createEngineDescription(ThreadMeeting.class));

    assertThat(ThreadMeeting.threads()).hasSize(THREADS);
    assertThat(ThreadMeeting.results())
        .isEqualTo(Collections.nCopies(12, List.of("Angela Merkel PER", "Hamburg LOC")));
  }

  @Test
  void aCpeReportsErrorsOfDocuments() {
    assertThatThrownBy(() -> runCpe(NamedEntityRecognizer.PARAM_TOKEN_TYPE, "my.Token"))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasStackTraceContaining("Parameter [tokenType] names type [my.Token]");
  }

  @Test
  void aCpeReportsAModelThatIsMissing() {
    assertThatThrownBy(() -> runCpe(NamedEntityRecognizer.PARAM_MODEL_LOCATION, "no-such-model"))
        .isInstanceOf(UIMAException.class)
        .hasStackTraceContaining("Model [no-such-model] could not be loaded");
  }

  private static void runCpe(Object... parameters) throws Exception {
    CpePipeline.runPipeline(
        THREADS,
        createReaderDescription(
            TextReader.class, TextReader.PARAM_TEXT, TEXT, TextReader.PARAM_DOCUMENTS, 12),
        LanguageProcessing.namedEntities("en", parameters));
  }

  @Test
  void aPoolOfEnginesServesMoreThreadsThanItHolds() throws Exception {
    AnalysisEngine pool =
        UIMAFramework.produceAnalysisEngine(LanguageProcessing.namedEntities("en"), 2, 0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        results.add(threads.submit(() -> annotate(pool)));
      }
      for (Future<List<String>> result : results) {
        assertThat(result.get()).containsExactly("Angela Merkel PER", "Hamburg LOC");
      }
    } finally {
      threads.shutdown();
      pool.destroy();
    }
  }

  private static List<String> annotate(AnalysisEngine engine) throws UIMAException {
    CAS cas = engine.newCAS();
    cas.setDocumentText(TEXT);
    engine.process(cas);
    return Entities.of(cas);
  }
}
