package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.stanford.nlp.ling.CoreAnnotations.ExceptionAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLPClient;
import edu.stanford.nlp.pipeline.StanfordCoreNLPServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.corenlp.NeuralChunkAnnotator;
import org.neuralannotators.corenlp.NeuralClassifierAnnotator;
import org.neuralannotators.corenlp.NeuralEmbeddingAnnotator;
import org.neuralannotators.corenlp.NeuralNerAnnotator;
import org.neuralannotators.corenlp.NeuralPosAnnotator;
import org.neuralannotators.corenlp.NeuralQuestionAnswerAnnotator;
import org.neuralannotators.corenlp.NeuralTranslationAnnotator;

/** CoreNLP's server as a user starts it, with the properties that ship, and its own client. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CoreNlpServerIT {
  private static final String PROPERTIES =
      "org/neuralannotators/descriptors/StanfordCoreNLP-neural.properties";

  @TempDir private static Path folder;
  private static Path log;
  private static Process server;
  private static int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void startServer() throws Exception {
    port = freePort();
    log = folder.resolve("server.log");
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                StanfordCoreNLPServer.class.getName(),
                "-serverProperties",
                PROPERTIES,
                "-preload",
                "-port",
                Integer.toString(port),
                "-server_id",
                "neural-annotators-" + port,
                "-timeout",
                "60000")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    waitUntilReady();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void waitUntilReady() throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(uri("/ready")).build();
    while (true) {
      assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
      try {
        HttpClient.newHttpClient().send(ready, BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  @AfterAll
  static void stopServer() throws InterruptedException {
    server.destroy();
    server.waitFor();
  }

  @Test
  void answersInJsonWithoutBeingToldOfAnnotators() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.ofString(CoreNlp.TEXT)).build();

    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode mentions = new ObjectMapper().readTree(response.body()).findPath("entitymentions");
    assertThat(mentions.findValuesAsText("text")).contains("Barack Obama", "Berlin");
    assertThat(mentions.findValuesAsText("ner")).contains("PERSON", "LOCATION");
    assertThat(mentions.findPath("nerConfidences").findPath("PERSON").asDouble())
        .isBetween(0.01, 1.0);
  }

  @Test
  void theClientGetsWhatAPipelineGives() throws Exception {
    Annotation expected = CoreNlp.annotated(CoreNlp.pipeline(), CoreNlp.TEXT);
    List<Annotation> documents =
        IntStream.range(0, 20).mapToObj(i -> new Annotation(CoreNlp.TEXT)).toList();

    annotate(client("tokenize, ssplit, neuralner"), documents);

    for (Annotation document : documents) {
      assertThat(document.get(ExceptionAnnotation.class)).isNull();
      CoreNlp.assertSame(document, expected);
    }
  }

  @Test
  void theClientIsToldWhatItForgot() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/?annotators=neuralner"))
            .POST(BodyPublishers.ofString(CoreNlp.TEXT))
            .build();

    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("tokenize,ssplit");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NeuralNerAnnotator.class,
        NeuralPosAnnotator.class,
        NeuralChunkAnnotator.class,
        NeuralClassifierAnnotator.class,
        NeuralEmbeddingAnnotator.class,
        NeuralQuestionAnswerAnnotator.class,
        NeuralTranslationAnnotator.class
      })
  void theClientReadsWhatIsWrongWithItsOptions(Class<?> annotator) throws Exception {
    assertThat(
            refused(
                "annotators", "tokenize,ssplit,n",
                "customAnnotatorClass.n", annotator.getName(),
                "n.modelLocation", "gone",
                "n.batchToken", "1"))
        .contains("Unknown property [n.batchToken]. Did you mean [n.batchTokens]?");
    assertThat(
            refused(
                "annotators", "tokenize,ssplit,n",
                "customAnnotatorClass.n", annotator.getName(),
                "n.modelLocation", "gone"))
        .contains("Annotator [n] could not load its model [gone]");
  }

  @Test
  void theClientReadsWhatIsWrongWithAValueInAnyScript() throws Exception {
    assertThat(refused("annotators", "tokenize,ssplit,neuralner", "neuralner.exclude", "\u00fc("))
        .contains("Property [neuralner.exclude] is [\\u00fc(]")
        .contains("expected a regular expression");
  }

  @Test
  void theClientReadsThatItsDocumentIsInAnotherLanguage() throws Exception {
    assertThat(
            refused(
                "annotators", "tokenize,ssplit,neuralner",
                "neuralner.modelLocation", "en-ner",
                "neuralner.language", "de",
                "neuralner.languageMismatch", "ERROR"))
        .contains("A document is in the language [de]");
  }

  @Test
  void theClientReadsThatItsDocumentHasNoSentences() throws Exception {
    assertThat(refused("annotators", "neuralner", "enforceRequirements", "false"))
        .contains("Annotator [neuralner] found no sentences")
        .contains("[tokenize, ssplit]");
  }

  /** What the server answers to a request with properties that it refuses. */
  private String refused(String... keysAndValues) throws Exception {
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    String json = new ObjectMapper().writeValueAsString(properties);
    HttpRequest request =
        HttpRequest.newBuilder(
                uri("/?properties=" + URLEncoder.encode(json, StandardCharsets.UTF_8)))
            .POST(BodyPublishers.ofString(CoreNlp.TEXT))
            .build();

    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(500);
    return response.body();
  }

  @Test
  void aRequestThatTimesOutLeavesTheServerInOrder() throws Exception {
    String large = (CoreNlp.TEXT + "\n").repeat(1_000);
    HttpRequest request =
        HttpRequest.newBuilder(uri("/?timeout=1")).POST(BodyPublishers.ofString(large)).build();

    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("timed out");
    answersInJsonWithoutBeingToldOfAnnotators();
  }

  @Test
  void emptyDocumentsComeBackEmpty() throws Exception {
    List<Annotation> documents = List.of(new Annotation(""), new Annotation(" "));

    annotate(client("tokenize, ssplit, neuralner"), documents);

    assertThat(documents).allSatisfy(document -> assertThat(CoreNlp.mentions(document)).isEmpty());
  }

  private static StanfordCoreNLPClient client(String annotators) {
    Properties properties = new Properties();
    properties.setProperty("annotators", annotators);
    return new StanfordCoreNLPClient(properties, "http://localhost", port, 2);
  }

  private static void annotate(StanfordCoreNLPClient client, List<Annotation> documents)
      throws InterruptedException {
    CountDownLatch open = new CountDownLatch(documents.size());
    client.annotate(new ArrayList<>(documents), 2, document -> open.countDown());
    open.await();
    client.shutdown();
  }

  private static URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
