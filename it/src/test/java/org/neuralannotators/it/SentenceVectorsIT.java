package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.ResourceInitializationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;
import org.neuralannotators.corenlp.NeuralEmbeddingAnnotator;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.ContextualEmbedder;
import org.neuralannotators.uima.NeuralEmbedderResource;

/** The vectors of a folder of sentence-transformers in the frameworks. */
class SentenceVectorsIT {
  private static final Path REFERENCE =
      Path.of("../models/importing/src/test/resources/org/neuralannotators/importing/huggingface");

  private static final String TEXT = "Angela visited Hamburg .";

  /** The first numbers that sentence-transformers gives it. */
  private static final float[] EXPECTED = {-0.15196f, -0.26919f, -0.01086f, 0.36457f};

  @TempDir private static Path folder;
  private static String bundle;

  @BeforeAll
  static void importModel() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    copy(REFERENCE.resolve("vectors-mean"), model);
    copy(REFERENCE.resolve("tokenizers/mpnet"), model);
    bundle = folder.resolve("bundle").toString();
    assertThat(NeuralAnnotators.run("import", "huggingface", model.toString(), "--out", bundle))
        .isZero();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file) && !file.endsWith("expected.json")) {
          Path copied = to.resolve(from.relativize(file).toString());
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied);
        }
      }
    }
  }

  private static void assertExpected(float[] vector) {
    assertThat(vector).hasSize(16);
    assertThat(List.of(vector[0], vector[1], vector[2], vector[3]))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 2e-5 ? 0 : 1)
        .containsExactly(EXPECTED[0], EXPECTED[1], EXPECTED[2], EXPECTED[3]);
  }

  private static AnalysisEngine engine(String granularity, Object... others) throws Exception {
    List<Object> parameters =
        new ArrayList<>(List.of("modelLocation", bundle, "granularity", granularity));
    parameters.addAll(List.of(others));
    return createEngine(
        "org.neuralannotators.descriptors.ContextualEmbedder", parameters.toArray());
  }

  private static AnalysisEngine engineOfAResource(String granularity, Object... parameters)
      throws Exception {
    List<Object> all =
        new ArrayList<>(List.of(NeuralEmbedderResource.PARAM_MODEL_LOCATION, bundle));
    all.addAll(List.of(parameters));
    return createEngine(
        ContextualEmbedder.class,
        ContextualEmbedder.PARAM_GRANULARITY,
        granularity,
        ContextualEmbedder.RES_MODEL,
        createNamedResourceDescription("model", NeuralEmbedderResource.class, all.toArray()));
  }

  private static float[] vector(AnalysisEngine engine) throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(TEXT);
    for (String type : List.of(TypeNames.SENTENCE, TypeNames.TOKEN)) {
      cas.addFsToIndexes(cas.createAnnotation(CasUtil.getType(cas, type), 0, TEXT.length()));
    }
    engine.process(cas);
    engine.destroy();
    return FSUtil.getFeature(
        CasUtil.selectSingle(cas, CasUtil.getType(cas, TypeNames.SENTENCE_EMBEDDING)),
        TypeNames.VECTOR,
        float[].class);
  }

  @Test
  void uimaGivesSentencesVectorsOfTheirTexts() throws Exception {
    assertExpected(vector(engine("SENTENCE")));
    assertThatThrownBy(() -> engine("TOKEN"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[granularity] is [TOKEN]")
        .hasStackTraceContaining("expected [SENTENCE]");
  }

  @Test
  void enginesOfUimaShareASentenceEncoder() throws Exception {
    int before = ModelRegistry.size();
    AnalysisEngine one = engineOfAResource("SENTENCE");
    AnalysisEngine two = engineOfAResource("SENTENCE");
    assertThat(ModelRegistry.size()).isEqualTo(before + 1);
    assertExpected(vector(one));
    assertExpected(vector(two));
    assertThat(ModelRegistry.size()).isEqualTo(before);
    assertThatThrownBy(() -> engineOfAResource("BOTH"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("[granularity] is [BOTH]")
        .hasStackTraceContaining("expected [SENTENCE]")
        .hasStackTraceContaining(bundle);
  }

  @Test
  void uimaRefusesWhatOnlyVectorsOfTokensHave() {
    assertThatThrownBy(() -> engine("SENTENCE", "layers", "MEAN"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("layers [MEAN]; expected [TOP], as [" + bundle + "] embeds texts");
    assertThatThrownBy(() -> engine("SENTENCE", "carryState", true))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining(
            "carryState [true]; expected [false], as [" + bundle + "] embeds texts");
    assertThatThrownBy(
            () -> engineOfAResource("SENTENCE", NeuralEmbedderResource.PARAM_LAYERS, "ALL"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("layers [ALL]; expected [TOP]");
  }

  private static StanfordCoreNLP pipeline(String granularity) {
    return pipeline(granularity, new Properties());
  }

  private static StanfordCoreNLP pipeline(String granularity, Properties properties) {
    properties.setProperty("annotators", "tokenize, ssplit, neuralembed");
    properties.setProperty("ssplit.eolonly", "true");
    properties.setProperty(
        "customAnnotatorClass.neuralembed", NeuralEmbeddingAnnotator.class.getName());
    properties.setProperty("neuralembed.modelLocation", bundle);
    properties.setProperty("neuralembed.granularity", granularity);
    return new StanfordCoreNLP(properties);
  }

  @Test
  void coreNlpGivesSentencesVectorsOfTheirTexts() {
    Annotation document = new Annotation(TEXT + "\nYes.");
    pipeline("SENTENCE").annotate(document);
    assertExpected(document.get(SentencesAnnotation.class).get(0).get(VectorAnnotation.class));
    assertThat(document.get(SentencesAnnotation.class).get(1).get(VectorAnnotation.class))
        .hasSize(16);
    assertThatThrownBy(() -> pipeline("TOKEN"))
        .hasStackTraceContaining("[neuralembed.granularity] is [TOKEN]");
  }

  @Test
  void coreNlpRefusesWhatOnlyVectorsOfTokensHave() {
    Properties layers = new Properties();
    layers.setProperty("neuralembed.layers", "MEAN");
    assertThatThrownBy(() -> pipeline("SENTENCE", layers))
        .hasStackTraceContaining("layers [MEAN]; expected [TOP], as [" + bundle + "] embeds texts");
    Properties state = new Properties();
    state.setProperty("neuralembed.carryState", "true");
    assertThatThrownBy(() -> pipeline("SENTENCE", state))
        .hasStackTraceContaining("carryState [true]; expected [false]");
  }
}
