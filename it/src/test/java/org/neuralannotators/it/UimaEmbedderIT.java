package org.neuralannotators.it;

import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngine;
import static org.apache.uima.fit.factory.AnalysisEngineFactory.createEngineDescription;
import static org.apache.uima.fit.factory.ExternalResourceFactory.createNamedResourceDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.uima.UIMAFramework;
import org.apache.uima.analysis_engine.AnalysisEngine;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.fit.pipeline.SimplePipeline;
import org.apache.uima.fit.util.CasUtil;
import org.apache.uima.fit.util.FSUtil;
import org.apache.uima.resource.ExternalResourceDescription;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.test.junit_extension.AnnotatorTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.encode.checkpoint.TinyBert;
import org.neuralannotators.types.TypeNames;
import org.neuralannotators.uima.ContextualEmbedder;
import org.neuralannotators.uima.LanguageProcessing;
import org.neuralannotators.uima.NeuralEmbedderResource;

/** Vectors in UIMA, from their descriptor. */
class UimaEmbedderIT {
  private static final String DESCRIPTOR = "org.neuralannotators.descriptors.ContextualEmbedder";

  @TempDir private static Path folder;
  private static String bundle;

  @BeforeAll
  static void importModel() {
    bundle = TinyElmo.bundle(folder);
  }

  private static AnalysisEngine engine(String location, Object... parameters) throws Exception {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of("modelLocation", location, "numThreads", 2));
    return createEngine(DESCRIPTOR, all.toArray());
  }

  /** Tokens are what is between blanks. */
  private static CAS document(List<String> sentences) throws Exception {
    CAS cas = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    cas.setDocumentText(String.join("\n", sentences));
    int begin = 0;
    for (String sentence : sentences) {
      add(cas, TypeNames.SENTENCE, begin, begin + sentence.length());
      Matcher tokens = Pattern.compile("[^ ]+").matcher(sentence);
      while (tokens.find()) {
        add(cas, TypeNames.TOKEN, begin + tokens.start(), begin + tokens.end());
      }
      begin += sentence.length() + 1;
    }
    return cas;
  }

  private static void add(CAS cas, String type, int begin, int end) {
    cas.addFsToIndexes(cas.createAnnotation(CasUtil.getType(cas, type), begin, end));
  }

  private static List<float[]> vectors(CAS cas, String type) {
    return CasUtil.select(cas, CasUtil.getType(cas, type)).stream()
        .map(found -> FSUtil.getFeature(found, TypeNames.VECTOR, float[].class))
        .toList();
  }

  @Test
  void documentsReadWithStateHaveTheVectorsOfTheOriginalProgram() throws Exception {
    AnalysisEngine engine = engine(bundle, "carryState", true);
    List<List<String>> documents = TinyElmo.documents();
    for (int i = 0; i < documents.size(); i++) {
      CAS cas = document(documents.get(i));
      engine.process(cas);
      List<float[]> expected = TinyElmo.vectors(i);
      List<float[]> actual = vectors(cas, TypeNames.TOKEN_EMBEDDING);
      assertThat(actual).hasSameSizeAs(expected).hasSizeGreaterThan(100);
      for (int t = 0; t < actual.size(); t++) {
        assertThat(actual.get(t)).containsExactly(expected.get(t), within(1e-6f));
      }
    }
    engine.destroy();
  }

  @Test
  void bertEncodersAndWordVectorsServeToo() throws Exception {
    Path words = Files.writeString(folder.resolve("words.txt"), "Ann 1 2\nGraz 3 4\n");
    String encoder = TinyBert.write(folder.resolve("encoder")).toString();
    CAS cas = document(List.of("Ann saw Graz"));
    engine(encoder, "granularity", "SENTENCE").process(cas);
    engine(words.toString()).process(cas);
    assertThat(vectors(cas, TypeNames.SENTENCE_EMBEDDING))
        .singleElement()
        .satisfies(vector -> assertThat(vector).hasSize(16));
    assertThat(vectors(cas, TypeNames.TOKEN_EMBEDDING))
        .containsExactly(new float[] {1, 2}, new float[] {0, 0}, new float[] {3, 4});
  }

  @Test
  void theDescriptorPassesUimasOwnTester() throws Exception {
    Path file =
        Path.of("../descriptors/src/main/resources").resolve(DESCRIPTOR.replace('.', '/') + ".xml");
    Path own = folder.resolve("embedder.xml");
    String setting = "<name>modelLocation</name>\\s*<value>\\s*<string/>";
    Files.writeString(
        own,
        Files.readString(file)
            .replaceFirst(
                setting,
                Matcher.quoteReplacement(
                    "<name>modelLocation</name><value><string>" + bundle + "</string>")));

    AnnotatorTester.doConfigurationTest(own.toString()).destroy();
    AnnotatorTester tester = new AnnotatorTester(own.toFile());
    tester.changeParameterSetting(null, "granularity", "BOTH");
    CAS cas = tester.performTest(document(List.of("Ann lives here", "So does Bob")));
    assertThat(vectors(cas, TypeNames.TOKEN_EMBEDDING)).hasSize(6);
    assertThat(vectors(cas, TypeNames.SENTENCE_EMBEDDING)).hasSize(2);
  }

  @Test
  void vectorsSurviveXmi() throws Exception {
    CAS cas = document(TinyElmo.documents().get(0));
    engine(bundle, "granularity", "BOTH").process(cas);
    ByteArrayOutputStream xmi = new ByteArrayOutputStream();
    XmiCasSerializer.serialize(cas, xmi);

    CAS read = CasFactory.createCas(TypeSystemDescriptionFactory.createTypeSystemDescription());
    XmiCasDeserializer.deserialize(new ByteArrayInputStream(xmi.toByteArray()), read);

    for (String type : List.of(TypeNames.TOKEN_EMBEDDING, TypeNames.SENTENCE_EMBEDDING)) {
      assertThat(vectors(read, type)).hasSizeGreaterThan(5);
      assertThat(vectors(read, type)).containsExactlyElementsOf(vectors(cas, type));
    }
  }

  @Test
  void concurrentDocumentsGetWhatTheyGetAlone() throws Exception {
    AnalysisEngine pool =
        UIMAFramework.produceAnalysisEngine(
            createEngineDescription(
                ContextualEmbedder.class, ContextualEmbedder.PARAM_MODEL_LOCATION, bundle),
            2,
            0);
    List<List<String>> documents = TinyElmo.documents();
    List<List<float[]>> alone = new ArrayList<>();
    for (List<String> document : documents) {
      alone.add(process(pool, document));
    }
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<List<float[]>>> together = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        List<String> document = documents.get(i % documents.size());
        together.add(threads.submit(() -> process(pool, document)));
      }
      for (int i = 0; i < together.size(); i++) {
        List<float[]> expected = alone.get(i % documents.size());
        List<float[]> actual = together.get(i).get();
        assertThat(actual).hasSameSizeAs(expected);
        for (int t = 0; t < actual.size(); t++) {
          assertThat(actual.get(t)).containsExactly(expected.get(t), within(1e-6f));
        }
      }
    } finally {
      threads.shutdown();
      pool.destroy();
    }
  }

  private static List<float[]> process(AnalysisEngine engine, List<String> sentences)
      throws Exception {
    CAS cas = document(sentences);
    engine.process(cas);
    return vectors(cas, TypeNames.TOKEN_EMBEDDING);
  }

  @Test
  void enginesShareTheModelOfAResourceAndTheLastOneFreesIt() throws Exception {
    int before = ModelRegistry.size();
    ExternalResourceDescription model =
        createNamedResourceDescription(
            "vectors",
            NeuralEmbedderResource.class,
            NeuralEmbedderResource.PARAM_MODEL_LOCATION,
            bundle,
            NeuralEmbedderResource.PARAM_LAYERS,
            "MEAN");
    AnalysisEngine first =
        createEngine(ContextualEmbedder.class, ContextualEmbedder.RES_MODEL, model);
    AnalysisEngine second =
        createEngine(ContextualEmbedder.class, ContextualEmbedder.RES_MODEL, model);
    assertThat(ModelRegistry.size()).isEqualTo(before + 1);
    first.reconfigure();
    first.destroy();
    assertThat(process(second, List.of("Ann lives here"))).hasSize(3);
    second.destroy();
    assertThat(ModelRegistry.size()).isEqualTo(before);
  }

  @Test
  void modelsWithoutWhatIsAskedForAreRefused() throws IOException {
    String encoder = TinyBert.write(folder.resolve("stateless")).toString();
    assertThatThrownBy(() -> engine("en-ner"))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("expected one that embeds tokens");
    assertThatThrownBy(() -> engine(encoder, "carryState", true))
        .isInstanceOf(ResourceInitializationException.class)
        .hasStackTraceContaining("no state to carry");
  }

  @Test
  void theExamplePrintsTheSizesOfVectors() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream standardOutput = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      // Example begin
      CAS cas = CasFactory.createText("Marie Curie was born in Warsaw.", "en");
      SimplePipeline.runPipeline(cas, LanguageProcessing.embeddings("en"));
      for (AnnotationFS token :
          CasUtil.select(cas, CasUtil.getType(cas, TypeNames.TOKEN_EMBEDDING))) {
        float[] vector = FSUtil.getFeature(token, TypeNames.VECTOR, float[].class);
        System.out.println(token.getCoveredText() + " " + vector.length);
      }
      // Example end
    } finally {
      System.setOut(standardOutput);
    }
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .hasSize(7)
        .contains("Marie 256", "Warsaw 256");
  }
}
