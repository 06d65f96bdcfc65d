package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

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

/** {@code classify} and {@code evaluate classifier} with a language model. */
class ClassifyByPromptTest {
  private static final List<String> TEXTS = List.of("ab c", "d dab", "cc");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String model;
  private Path prompt;

  @BeforeEach
  void write() throws IOException {
    model = TinyPrompts.writeModel(folder);
    prompt = Files.writeString(folder.resolve("letters.yaml"), TinyPrompts.CLASSES);
  }

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private List<Classification> expected() throws IOException {
    try (TextClassifier classifier =
        PromptPredictors.loadClassifier(model, Prompt.read(prompt), PredictorOptions.DEFAULT)) {
      return classifier.classify(TEXTS);
    }
  }

  private int evaluate(String columns, String... lines) throws IOException {
    Path data = Files.write(folder.resolve("data.tsv"), List.of(lines));
    List<String> arguments = new ArrayList<>(List.of("evaluate", "classifier", "--json"));
    arguments.addAll(List.of("--model", model, "--prompt", prompt.toString()));
    arguments.addAll(List.of("--data", data.toString(), "--columns", columns));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void linesGetTheClassesOfThePrompt() throws IOException {
    Path texts = Files.write(folder.resolve("texts.txt"), TEXTS);
    assertThat(run("classify", "--model", model, "--prompt", prompt.toString(), texts.toString()))
        .as("%s", err)
        .isZero();
    assertThat(out.toString().lines().map(line -> line.split("\t", -1)[0]))
        .isEqualTo(expected().stream().map(Classification::label).toList());
  }

  @Test
  void aPromptIsMeasuredOnTextsWithLabels() throws IOException {
    List<String> labels = expected().stream().map(Classification::label).toList();
    String wrong = labels.get(2).equals("x") ? "y" : "x";
    assertThat(
            evaluate(
                "text,label",
                TEXTS.get(0) + "\t" + labels.get(0),
                TEXTS.get(1) + "\t" + labels.get(1),
                TEXTS.get(2) + "\t" + wrong))
        .as("%s", err)
        .isZero();
    JsonNode found = new ObjectMapper().readTree(out.toString());
    assertThat(found.get("model").asText()).isEqualTo("tiny:letters");
    assertThat(found.get("accuracy").asDouble()).isCloseTo(200 / 3.0, offset(1e-9));
  }

  @Test
  void pairsAndFieldsAreRefused() throws IOException {
    assertThat(evaluate("text,second,label", "a\tb\tx")).isEqualTo(2);
    assertThat(err.toString()).contains("single texts");
    Files.writeString(prompt, TinyPrompts.FIELD);
    assertThat(evaluate("text,label", "a\tx")).isEqualTo(2);
    assertThat(err.toString()).contains("has no [labels]");
  }
}
