package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer;
import edu.stanford.nlp.pipeline.ProtobufAnnotationSerializer.LossySerializationException;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.registry.ModelRegistry;
import org.neuralannotators.corenlp.EmbeddingRemover;
import org.neuralannotators.corenlp.NeuralCoreAnnotations.VectorAnnotation;
import org.neuralannotators.corenlp.NeuralEmbeddingAnnotator;

/** Vectors in CoreNLP's pipelines. */
class CoreNlpEmbeddingIT {
  @TempDir private static Path folder;
  private static String bundle;

  @BeforeAll
  static void importModel() {
    bundle = TinyElmo.bundle(folder);
  }

  /** Sentences are lines, tokens what is between blanks. */
  private static Properties properties(String annotators, String... keysAndValues) {
    Properties properties = new Properties();
    properties.setProperty("annotators", annotators);
    properties.setProperty("tokenize.whitespace", "true");
    properties.setProperty("ssplit.eolonly", "true");
    properties.setProperty(
        "customAnnotatorClass.neuralembed", NeuralEmbeddingAnnotator.class.getName());
    properties.setProperty("customAnnotatorClass.embedremover", EmbeddingRemover.class.getName());
    properties.setProperty("neuralembed.modelLocation", bundle);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }

  private static StanfordCoreNLP pipeline(String... keysAndValues) {
    return new StanfordCoreNLP(properties("tokenize, ssplit, neuralembed", keysAndValues));
  }

  private static List<float[]> vectors(Annotation document) {
    return document.get(TokensAnnotation.class).stream()
        .map(token -> token.get(VectorAnnotation.class))
        .toList();
  }

  private static void assertClose(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-6f));
    }
  }

  @Test
  void documentsReadWithStateHaveTheVectorsOfTheOriginalProgram() throws IOException {
    StanfordCoreNLP pipeline = pipeline("neuralembed.carryState", "true");
    List<List<String>> documents = TinyElmo.documents();
    for (int i = 0; i < documents.size(); i++) {
      Annotation document = CoreNlp.annotated(pipeline, String.join("\n", documents.get(i)));
      assertClose(vectors(document), TinyElmo.vectors(i));
    }
  }

  @Test
  void readsWhatItRequiresAndWritesWhatItPromises() {
    StanfordCoreNLP tokenizer = new StanfordCoreNLP(properties("tokenize"));
    NeuralEmbeddingAnnotator annotator =
        new NeuralEmbeddingAnnotator(
            "neuralembed", properties("tokenize", "neuralembed.granularity", "BOTH"));

    Set<Class<?>> read =
        CoreNlp.keysRead(annotator, () -> CoreNlp.annotated(tokenizer, "Ann left .\nBob too ."));
    Annotation document = CoreNlp.annotated(tokenizer, "Ann left .\nBob too .");
    Set<Class<?>> before = keys(document);
    annotator.annotate(document);

    assertThat(read).isEqualTo(annotator.requires());
    Set<Class<?>> written = keys(document);
    written.removeAll(before);
    assertThat(written).isEqualTo(annotator.requirementsSatisfied());

    EmbeddingRemover.remove(document);
    assertThat(keys(document)).isEqualTo(before);
  }

  private static Set<Class<?>> keys(Annotation document) {
    Set<Class<?>> keys = new HashSet<>(document.keySet());
    for (CoreMap sentence : document.get(SentencesAnnotation.class)) {
      keys.addAll(sentence.keySet());
    }
    document.get(TokensAnnotation.class).forEach(token -> keys.addAll(token.keySet()));
    return keys;
  }

  @Test
  void theLosslessSerializerTakesDocumentsWhoseVectorsAreRemoved() throws Exception {
    for (String granularity : List.of("TOKEN", "SENTENCE")) {
      Annotation document =
          CoreNlp.annotated(pipeline("neuralembed.granularity", granularity), "Ann left .");
      assertThatThrownBy(() -> wordsBehindSerializer(document))
          .isInstanceOf(LossySerializationException.class);
      EmbeddingRemover.remove(document);
      assertThat(wordsBehindSerializer(document)).containsExactly("Ann", "left", ".");
    }
  }

  @Test
  void theRemoverIsAnAnnotatorToo() throws Exception {
    Annotation document =
        CoreNlp.annotated(
            new StanfordCoreNLP(
                properties(
                    "tokenize, ssplit, neuralembed, embedremover",
                    "neuralembed.granularity",
                    "BOTH")),
            "Ann left .");
    assertThat(vectors(document)).hasSize(3).containsOnlyNulls();
    assertThat(wordsBehindSerializer(document)).containsExactly("Ann", "left", ".");
  }

  @Test
  void aRemoverBeforeTheVectorsIsRefused() {
    Properties properties = properties("tokenize, ssplit, embedremover, neuralembed");
    assertThatThrownBy(() -> new StanfordCoreNLP(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VectorAnnotation");
  }

  private static List<String> wordsBehindSerializer(Annotation document) throws Exception {
    ProtobufAnnotationSerializer serializer = new ProtobufAnnotationSerializer(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    serializer.write(document, bytes).close();
    return serializer
        .read(new ByteArrayInputStream(bytes.toByteArray()))
        .first
        .get(TokensAnnotation.class)
        .stream()
        .map(CoreLabel::word)
        .toList();
  }

  @Test
  void concurrentDocumentsGetWhatTheyGetAlone() throws IOException {
    StanfordCoreNLP pipeline = pipeline();
    List<String> texts =
        TinyElmo.documents().stream().map(lines -> String.join("\n", lines)).toList();
    List<List<float[]>> alone =
        texts.stream().map(text -> vectors(CoreNlp.annotated(pipeline, text))).toList();
    List<Annotation> together =
        Collections.nCopies(4, texts).parallelStream()
            .flatMap(List::stream)
            .map(text -> CoreNlp.annotated(pipeline, text))
            .toList();
    for (int i = 0; i < together.size(); i++) {
      assertClose(vectors(together.get(i)), alone.get(i % texts.size()));
    }
  }

  @Test
  void theModelGoesWithItsLastAnnotatorUnmountedOrDropped() throws InterruptedException {
    int before = ModelRegistry.size();
    NeuralEmbeddingAnnotator annotator = annotator();
    assertThat(ModelRegistry.size()).isEqualTo(before + 1);
    annotator.unmount();
    assertThat(ModelRegistry.size()).isEqualTo(before);

    annotator();
    while (ModelRegistry.size() > before) {
      System.gc();
      Thread.sleep(10);
    }
  }

  private static NeuralEmbeddingAnnotator annotator() {
    return new NeuralEmbeddingAnnotator(
        "neuralembed", properties("tokenize", "neuralembed.batchTokens", "77"));
  }

  @Test
  void theExampleOfTheReadmePrintsTheSizesOfVectors() {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      example();
    } finally {
      System.setOut(standard);
    }

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(7)
        .contains("Marie 256", "Warsaw 256");
  }

  private static void example() {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize, ssplit, neuralembed");
    properties.setProperty(
        "customAnnotatorClass.neuralembed",
        "org.neuralannotators.corenlp.NeuralEmbeddingAnnotator");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    CoreDocument document = pipeline.processToCoreDocument("Marie Curie was born in Warsaw.");
    for (CoreLabel token : document.tokens()) {
      System.out.println(token.word() + " " + token.get(VectorAnnotation.class).length);
    }
    EmbeddingRemover.remove(document.annotation());
  }
}
