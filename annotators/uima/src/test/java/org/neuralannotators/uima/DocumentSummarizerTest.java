package org.neuralannotators.uima;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.Summarizer;
import org.neuralannotators.translate.SummarizerOptions;
import org.neuralannotators.translate.Summary;
import org.neuralannotators.types.TypeNames;

class DocumentSummarizerTest {
  private static final List<SummarizerOptions> OPENED = new ArrayList<>();
  private static int open;

  private final TypeSystemDescription types =
      TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM);

  /** A text's summary is its first word. */
  private static final class FakeSummarizer implements Summarizer {
    @Override
    public List<Summary> summarize(List<String> texts) {
      return texts.stream().map(text -> new Summary(text.replaceAll("\\s.*", ""), 1)).toList();
    }

    @Override
    public ModelManifest manifest() {
      return ModelManifest.builder("translator", "fake").language("en").build();
    }

    @Override
    public void close() {
      open--;
    }
  }

  /** The engine with the fake. */
  public static final class Engine extends DocumentSummarizer {
    @Override
    Summarizer load(String location, SummarizerOptions options) throws IOException {
      if (location.equals("missing")) {
        throw new IOException("no such bundle");
      }
      OPENED.add(options);
      open++;
      return new FakeSummarizer();
    }
  }

  @BeforeEach
  void start() {
    OPENED.clear();
  }

  private AnalysisEngine engine(String location, Object... parameters)
      throws ResourceInitializationException {
    Object[] all = new Object[parameters.length + 2];
    all[0] = NeuralEngine.PARAM_MODEL_LOCATION;
    all[1] = location;
    System.arraycopy(parameters, 0, all, 2, parameters.length);
    return createEngine(Engine.class, types, all);
  }

  private CAS document(String text) throws Exception {
    CAS cas = CasFactory.createCas(types);
    cas.setDocumentText(text);
    return cas;
  }

  @Test
  void aDocumentGetsItsSummaryOnce() throws Exception {
    AnalysisEngine engine = engine("fake");
    CAS cas = document("Ada left. Bob stayed.");
    engine.process(cas);
    engine.process(cas);
    List<AnnotationFS> found = Documents.annotations(cas, TypeNames.SUMMARY);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getCoveredText()).isEqualTo("Ada left. Bob stayed.");
    assertThat(FSUtil.getFeature(found.get(0), TypeNames.VALUE, String.class)).isEqualTo("Ada");
    assertThat(FSUtil.getFeature(found.get(0), TypeNames.MODEL_ID, String.class)).isEqualTo("fake");
    engine.destroy();
    assertThat(open).isZero();
  }

  @Test
  void aBlankDocumentGetsNone() throws Exception {
    CAS cas = document(" \n");
    engine("fake").process(cas);
    assertThat(Documents.annotations(cas, TypeNames.SUMMARY)).isEmpty();
  }

  @Test
  void parametersAreTheModelsUnlessTheyAreGiven() throws Exception {
    engine("fake").destroy();
    engine(
            "fake",
            DocumentSummarizer.PARAM_TASK_PREFIX,
            "summarize: ",
            DocumentSummarizer.PARAM_BEAM_SIZE,
            3,
            DocumentSummarizer.PARAM_LENGTH_PENALTY,
            2.0,
            DocumentSummarizer.PARAM_MINIMUM_LENGTH,
            5,
            DocumentSummarizer.PARAM_MAXIMUM_LENGTH,
            50)
        .destroy();
    assertThat(OPENED)
        .containsExactly(
            new SummarizerOptions(null, null, null, null, null, OPENED.get(0).run()),
            new SummarizerOptions("summarize: ", 3, 2.0, 5, 50, OPENED.get(0).run()));
  }

  @Test
  void badParametersAreRefused() {
    assertThatThrownBy(() -> engine("missing")).hasStackTraceContaining("no such bundle");
    assertThatThrownBy(() -> engine("fake", DocumentSummarizer.PARAM_BEAM_SIZE, 0))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("beam [0]");
  }
}
