package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.classify.Classification;
import org.neuralannotators.classify.TextClassifier;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.prompt.Prompt;
import org.neuralannotators.prompt.PromptPredictors;
import org.neuralannotators.prompt.TinyPrompts;

/** {@code annotate} with a language model. */
class AnnotateByPromptTest {
  private static final String TEXT = "ab c a. Bad cab d.";

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private String model;

  @BeforeEach
  void write() throws IOException {
    model = TinyPrompts.writeModel(folder);
    Files.writeString(folder.resolve("a.txt"), TEXT);
  }

  private String prompt(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml).toString();
  }

  private int annotate(String... arguments) {
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("annotate", folder.resolve("a.txt").toString()));
    all.addAll(List.of("--out", folder.resolve("out").toString(), "--format", "json,html"));
    all.addAll(List.of(arguments));
    return NeuralAnnotators.run(
        new PrintWriter(new StringWriter()), new PrintWriter(err), all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/a.txt.json").toFile());
  }

  private Classification expected(String file, String text) throws IOException {
    try (TextClassifier answers =
        PromptPredictors.load(model, Prompt.read(Path.of(file)), PredictorOptions.DEFAULT)) {
      return answers.classify(List.of(text)).get(0);
    }
  }

  private static void assertAnswer(JsonNode found, Classification expected, String prompt) {
    assertThat(found.get("label").asText()).isEqualTo(expected.label());
    assertThat(found.get("confidence").asDouble()).isCloseTo(expected.confidence(), offset(1e-5));
    assertThat(found.get("modelId").asText()).isEqualTo("tiny:" + prompt);
  }

  @Test
  void sentencesHaveTheAnswersOfAllPrompts() throws IOException {
    String classes = prompt("classes.yaml", TinyPrompts.CLASSES);
    String field = prompt("field.yaml", TinyPrompts.FIELD);
    assertThat(annotate("--model", model, "--prompt", classes, "--prompt", field))
        .as("%s", err)
        .isZero();
    JsonNode sentences = json().get("sentences");
    assertThat(sentences).hasSize(2);
    for (JsonNode sentence : sentences) {
      String text =
          TEXT.substring(sentence.get("begin").asInt(), sentence.get("end").asInt()).strip();
      JsonNode found = sentence.get("classes");
      assertThat(found).hasSize(2);
      assertAnswer(found.get(0), expected(classes, text), "letters");
      assertAnswer(found.get(1), expected(field, text), "rest");
    }
    assertThat(folder.resolve("out/a.txt.html"))
        .content()
        .contains("tiny:letters", expected(field, "ab c a.").label());
  }

  @Test
  void aDocumentIsAskedAboutAsAWholeAndAgainWhenThePromptIsAnother() throws IOException {
    String field = prompt("field.yaml", TinyPrompts.FIELD);
    String[] options = {"--model", model, "--prompt", field, "--unit", "document"};
    assertThat(annotate(options)).as("%s", err).isZero();
    assertThat(json().get("classes")).hasSize(1);
    assertAnswer(json().get("classes").get(0), expected(field, TEXT), "rest");
    assertThat(annotate(options)).as("%s", err).isZero();
    prompt("field.yaml", TinyPrompts.FIELD.replace("length: 6", "length: 7"));
    assertThat(annotate(options)).isEqualTo(2);
    assertThat(err.toString()).contains("modelFiles");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() throws IOException {
    String classes = prompt("classes.yaml", TinyPrompts.CLASSES);
    assertRefused("[--prompt] is missing", "--model", model);
    assertRefused("no [--model] is a language model", "--model", "en-ner", "--prompt", classes);
    assertRefused(
        "called [tiny:letters]", "--model", model, "--prompt", classes, "--prompt", classes);
    assertRefused(
        "unknown key [nam]", "--model", model, "--prompt", prompt("bad.yaml", "nam: x\n"));
    assertRefused("none.yaml] doesn't exist", "--model", model, "--prompt", "none.yaml");
  }

  private void assertRefused(String message, String... options) {
    assertThat(annotate(options)).as("%s", err).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }
}
