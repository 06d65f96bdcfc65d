package org.neuralannotators.uima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.analysis_engine.AnalysisEngineProcessException;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.types.TypeNames;

/** Documents whose annotations aren't what a tokenizer should leave behind. */
class OddDocumentsTest {
  private final Documents documents =
      new Documents(
          TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM),
          TypeNames.SENTENCE,
          TypeNames.TOKEN);

  @BeforeEach
  void forgetCalls() {
    FakeModel.TAGGER.calls.clear();
  }

  @Test
  void tokensOfOverlappingSentencesBelongToTheFirst() throws Exception {
    CAS cas = documents.document("Ada left Turin", "today .");
    Documents.annotate(cas, TypeNames.SENTENCE, 4, 20);

    documents.engine().process(cas);

    assertThat(sentences())
        .containsExactly(List.of("Ada", "left", "Turin"), List.of("today"), List.of("."));
  }

  @Test
  void sentencesWithinASentenceDontDivideIt() throws Exception {
    CAS cas = documents.document("Ada left Turin today .");
    Documents.annotate(cas, TypeNames.SENTENCE, 4, 14);
    Documents.annotate(cas, TypeNames.SENTENCE, 0, 22);

    documents.engine().process(cas);

    assertThat(sentences()).containsExactly(List.of("Ada", "left", "Turin", "today", "."));
  }

  @Test
  void takesTokensOutsideSentencesAsSentences() throws Exception {
    CAS cas = documents.document("Ada left .", "Turin rains .");
    cas.removeFsFromIndexes(Documents.annotations(cas, TypeNames.SENTENCE).get(0));

    documents.engine().process(cas);

    assertThat(sentences())
        .containsExactly(List.of("Ada", "left", "."), List.of("Turin", "rains", "."));
    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).containsExactly("Ada", "Turin");
  }

  @Test
  void tokensWithoutTextArePassedOver() throws Exception {
    CAS cas = documents.document("Ada left Turin .");
    Documents.annotate(cas, TypeNames.TOKEN, 0, 0);
    Documents.annotate(cas, TypeNames.TOKEN, 9, 9);
    Documents.annotate(cas, TypeNames.TOKEN, 16, 16);

    documents.engine().process(cas);

    assertThat(sentences()).containsExactly(List.of("Ada", "left", "Turin", "."));
    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).containsExactly("Ada", "Turin");
  }

  @Test
  void namesATokenThatIsOutsideTheText() throws Exception {
    CAS cas = documents.document("Ada left .");
    Documents.annotate(cas, TypeNames.TOKEN, 8, 1234);

    assertThatThrownBy(() -> documents.engine().process(cas))
        .isInstanceOf(AnalysisEngineProcessException.class)
        .hasStackTraceContaining("Token [" + TypeNames.TOKEN + "] from [8] to [1234] is outside");
  }

  @Test
  void sentencesThatEndBeforeTheyBeginArePassedOver() throws Exception {
    CAS cas = documents.document("Ada left .");
    Documents.annotate(cas, TypeNames.SENTENCE, 8, 4);

    documents.engine().process(cas);
    documents.engine().process(cas);

    assertThat(Documents.texts(cas, TypeNames.NAMED_ENTITY)).containsExactly("Ada");
  }

  @Test
  void aViewWithoutTextIsLeftAlone() throws Exception {
    CAS cas = CasFactory.createCas(documents.types());
    documents.engine().process(cas);
    assertThat(FakeModel.TAGGER.calls).isEmpty();
    assertThat(cas.getAnnotationIndex().size()).isZero();
  }

  @Test
  void saysOnceThatThereAreNoTokens() throws Exception {
    AnalysisEngine engine = documents.engine();
    CAS early = CasFactory.createCas(documents.types());
    early.setDocumentText("Ada left Turin.");
    try (LogCapture log = new LogCapture()) {
      engine.process(early);
      engine.process(early);

      assertThat(log.toString())
          .containsOnlyOnce("no annotations of the token type [" + TypeNames.TOKEN + "]");
    }
  }

  @Test
  void aDocumentWithoutWordsNeedsNoTokens() throws Exception {
    CAS blank = CasFactory.createCas(documents.types());
    blank.setDocumentText(" \n");
    try (LogCapture log = new LogCapture()) {
      documents.engine().process(blank);

      assertThat(log.toString()).isEmpty();
    }
  }

  /** What the tagger was asked in the only call. */
  private static List<List<String>> sentences() {
    assertThat(FakeModel.TAGGER.calls).hasSize(1);
    return FakeModel.TAGGER.calls.get(0);
  }
}
