package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** The commands {@code classify} and {@code answer} with small trained models. */
class ClassifyAndAnswerIT {
  private static final String CONTEXT = "Ann lives in Graz .";

  @TempDir private static Path folder;
  private static String classifier;
  private static String pairs;
  private static String answerer;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    classifier = TinyBundles.classifier(folder);
    pairs = TinyBundles.pairClassifier(folder);
    answerer = TinyBundles.answerer(folder);
  }

  @Test
  void textsGetTheirClasses() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.txt"), "Ann lives in Graz .\n\nshe lives in Hull .\n");
    assertThat(run("classify", "--model", classifier, file.toString())).as(err.toString()).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("name\t(0[.]\\d{4}|1[.]0000)"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).matches("none\t(0[.]\\d{4}|1[.]0000)"));
  }

  @Test
  void pairsComeFromStandardInput() {
    assertThat(withInput("Graz\tAnn\nAnn\tGraz\n", "classify", "--model", pairs, "-"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("yes\t"),
            line -> assertThat(line).startsWith("no\t"));
  }

  @Test
  void jsonLinesGiveJsonLines() throws IOException {
    String line = "{\"id\": \"x\", \"text\": \"Ann lives in Graz .\"}\n";
    assertThat(
            withInput(line, "classify", "--model", classifier, "--input-format", "jsonl", "--json"))
        .as(err.toString())
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("id").asText()).isEqualTo("x");
    assertThat(json.get("label").asText()).isEqualTo("name");
    double sum = json.get("probabilities").get("name").asDouble();
    assertThat(json.get("confidence").asDouble()).isEqualTo(sum);
    sum += json.get("probabilities").get("none").asDouble();
    assertThat(sum).isBetween(0.999, 1.001);
  }

  @Test
  void aTextAnswersAQuestion() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.txt"), CONTEXT);
    assertThat(run("answer", "--model", answerer, "--question", "in", file.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).startsWith("Graz\t");
  }

  @Test
  void noAnswerIsSaid() {
    String text = "Ann lives Graz .";
    assertThat(withInput(text, "answer", "--model", answerer, "--question", "in"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("no answer");
    assertThat(withInput("", "answer", "--model", answerer, "--question", "in", "-")).isZero();
    assertThat(out.toString().lines()).containsExactly("no answer", "no answer");
  }

  @Test
  void questionsComeAsJsonLinesWithTheirContexts() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("questions.jsonl"),
            "{\"id\": \"q1\", \"question\": \"in\", \"context\": \""
                + CONTEXT
                + "\"}\n"
                + "{\"question\": \"in\", \"context\": \"she lives Hull .\"}\n");
    assertThat(run("answer", "--model", answerer, "--json", file.toString()))
        .as(err.toString())
        .isZero();
    JsonNode[] lines =
        out.toString().lines().map(ClassifyAndAnswerIT::json).toArray(JsonNode[]::new);
    assertThat(lines).hasSize(2);
    assertThat(lines[0].get("id").asText()).isEqualTo("q1");
    JsonNode answer = lines[0].get("answer");
    assertThat(answer.get("text").asText()).isEqualTo("Graz");
    assertThat(CONTEXT.substring(answer.get("begin").asInt(), answer.get("end").asInt()))
        .isEqualTo("Graz");
    assertThat(lines[1].get("id").asText()).isEqualTo("2");
    assertThat(lines[1].get("answer").isNull()).isTrue();
  }

  @Test
  void aBadLineIsNamed() {
    assertThat(withInput("{\"question\": \"in\"}\n", "answer", "--model", answerer)).isEqualTo(1);
    assertThat(err.toString())
        .contains("Error: [standard input] line [1]: no [context]; expected a string");
    assertThat(withInput("Ann", "classify", "--model", pairs)).isEqualTo(1);
    assertThat(err.toString()).contains("[standard input] line [1]: found [1] columns");
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private int withInput(String input, String... arguments) {
    InputStream standard = System.in;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      return run(arguments);
    } finally {
      System.setIn(standard);
    }
  }

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
