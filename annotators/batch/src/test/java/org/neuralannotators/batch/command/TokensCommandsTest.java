package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train tokens} and {@code evaluate tokens}. */
class TokensCommandsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    data =
        Files.writeString(
            folder.resolve("data.conllu"),
            conllu("I do| n't know| .") + "\n" + conllu("Ada| 's here| ."));
  }

  /** A sentence, its tokens between blanks; a bar is for no space behind a token. */
  private static String conllu(String tokens) {
    StringBuilder lines = new StringBuilder("# newpar\n");
    int id = 0;
    for (String token : tokens.split(" ", -1)) {
      id++;
      lines
          .append(id)
          .append('\t')
          .append(token.replace("|", ""))
          .append("\t_".repeat(7))
          .append('\t')
          .append(token.endsWith("|") ? "SpaceAfter=No" : "_")
          .append('\n');
    }
    return lines.toString();
  }

  @Test
  void measuresTheBundleOfEnglish() throws Exception {
    assertThat(
            run("evaluate", "tokens", "--model", "en-tokens", "--data", data.toString(), "--json"))
        .as(err.toString())
        .isZero();

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("model").asText()).isEqualTo("en-tokens");
    assertThat(json.get("tokens").get("f1").asDouble()).isEqualTo(100);
    assertThat(json.get("tokens").get("gold").asInt()).isEqualTo(9);
    assertThat(json.get("sentences").get("correct").asInt()).isEqualTo(2);
    assertThat(json.get("charactersPerSecond").asDouble()).isPositive();
  }

  @Test
  void measuresWhatAnotherProgramMade() throws Exception {
    Path predicted =
        Files.writeString(
            folder.resolve("predicted.conllu"), conllu("I don't know. Ada's| here| ."));

    assertThat(
            run(
                "evaluate",
                "tokens",
                "--predicted",
                predicted.toString(),
                "--data",
                data.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("tokens: precision 50.00; recall 33.33; F1 40.00; 6 of 9 found, 3 of them right")
        .contains("sentences: precision 0.00; recall 0.00; F1 0.00; 1 of 2 found, 0 of them right");
  }

  @Test
  void readsTokensInColumnsBesideTheirText() throws Exception {
    Path columns = Files.writeString(folder.resolve("data.tsv"), "Ada\tX\n's\tX\nhere\tX\n.\tX\n");
    Path text = Files.writeString(folder.resolve("data.txt"), "Ada's\nhere.\n");

    assertThat(
            run(
                "evaluate",
                "tokens",
                "--model",
                "en-tokens",
                "--data",
                columns.toString(),
                "--text",
                text.toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("4 of 4 found, 4 of them right");
  }

  @Test
  void refusesDataWithoutTokens() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.conllu"), "# nothing\n");

    assertThat(run("evaluate", "tokens", "--model", "en-tokens", "--data", empty.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("holds no tokens");
  }

  @Test
  void wantsAModelOrAFileOfPredictions() {
    assertThat(run("evaluate", "tokens", "--data", data.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--model", "--predicted");
  }

  @Test
  void trainsABundleThatCanBeMeasured() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("tokens.yaml"),
            """
            name: tiny-tokens
            language: xx
            tableSize: 4096
            epochs: 20
            data:
              - {name: Tiny, train: %s, dev: %s, repeat: 20}
            """
                .formatted(data, data));
    String bundle = folder.resolve("tiny-tokens").toString();

    assertThat(run("train", "tokens", "--config", config.toString(), "--out", bundle))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("Tiny dev, f1 of tokens: 1.0000");
    assertThat(run("models", "info", bundle)).isZero();
    assertThat(out.toString()).contains("tiny-tokens").contains("Tiny dev f1 of sentences 1");
  }

  @Test
  void aBundleIsNotReplacedUnasked() throws Exception {
    Path config = Files.writeString(folder.resolve("tokens.yaml"), "name: tiny\n");
    Path old = Files.writeString(folder.resolve("old.zip"), "old");
    String[] train = {
      "train", "tokens", "--config", config.toString(), "--out", old.toString(), "--overwrite"
    };

    assertThat(run(Arrays.copyOf(train, 6))).isEqualTo(2);
    assertThat(err.toString()).startsWith("Error: Option [--out] is [" + old + "], which is there");
    assertThat(run(train)).isEqualTo(2);
    assertThat(err.toString()).contains("[data] with a [train] are needed");
    assertThat(old).hasContent("old");
  }

  @Test
  void refusesAConfigurationWithoutData() throws Exception {
    Path config = Files.writeString(folder.resolve("tokens.yaml"), "name: tiny\n");

    assertThat(run("train", "tokens", "--config", config.toString(), "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("[data] with a [train] are needed");
  }

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
