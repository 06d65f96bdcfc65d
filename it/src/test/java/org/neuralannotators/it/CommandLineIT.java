package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** The command line with the bundle that ships. */
class CommandLineIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void annotatesTheSamplesInEveryFormat() throws IOException {
    assertThat(
            run(
                "annotate",
                Samples.FOLDER.toString(),
                "--out",
                folder.toString(),
                "--format",
                "json,conll,xmi"))
        .as(err.toString())
        .isZero();

    for (Path sample : samples()) {
      String name = Samples.FOLDER.relativize(sample).toString();
      assertThat(List.of(".json", ".conll", ".xmi"))
          .allSatisfy(ending -> assertThat(folder.resolve(name + ending)).exists());
    }
    assertThat(out.toString()).contains(samples().size() + " documents (0 failed)");
    JsonNode harbour = JSON.readTree(folder.resolve("harbour.txt.json").toFile());
    assertThat(harbour.get("entities").findValuesAsText("text")).contains("Marieke de Wit");
  }

  @Test
  void offsetsPointIntoTheText() throws IOException {
    run("annotate", Samples.FOLDER.toString(), "--out", folder.toString());

    for (Path sample : samples()) {
      String name = Samples.FOLDER.relativize(sample) + ".json";
      JsonNode document = JSON.readTree(folder.resolve(name).toFile());
      String text = document.get("text").asText();
      assertThat(text).isEqualTo(Files.readString(sample));
      for (JsonNode entity : document.get("entities")) {
        assertThat(text.substring(entity.get("begin").asInt(), entity.get("end").asInt()))
            .isEqualTo(entity.get("text").asText());
        assertThat(entity.get("confidence").asDouble()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void twoThreadsWriteWhatOneWrites() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    run("annotate", Samples.FOLDER.toString(), "--out", one.toString(), "--format", "conll");
    run(
        "annotate",
        Samples.FOLDER.toString(),
        "--out",
        two.toString(),
        "--format",
        "conll",
        "--threads",
        "2");

    for (Path sample : samples()) {
      String name = Samples.FOLDER.relativize(sample) + ".conll";
      assertThat(two.resolve(name)).hasSameTextualContentAs(one.resolve(name));
    }
  }

  @Test
  void evaluatesAgainstGoldTags() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("data.tsv"),
            "Angela\tB-person\nMerkel\tI-person\nvisited\tO\nParis\tB-location\n.\tO\n\n");

    assertThat(
            run(
                "evaluate",
                "ner",
                "--model",
                "en-ner",
                "--data",
                data.toString(),
                "--label-map",
                "person=PER,location=LOC",
                "--json"))
        .as(err.toString())
        .isZero();

    JsonNode scores = JSON.readTree(out.toString());
    assertThat(scores.get("tokens").asInt()).isEqualTo(5);
    assertThat(scores.get("sentences").asInt()).isEqualTo(1);
    assertThat(scores.get("entities").asInt()).isEqualTo(2);
    assertThat(scores.get("f1").asDouble()).isBetween(0.0, 100.0);
    assertThat(scores.get("tokensPerSecond").asDouble()).isPositive();
    assertThat(scores.get("threads").asInt()).isPositive();
  }

  @Test
  void evaluatesWithoutWhatIsExcluded() throws IOException {
    Path data =
        Files.writeString(
            folder.resolve("data.tsv"), "Angela\tO\nMerkel\tO\nvisited\tO\nParis\tB-LOC\n.\tO\n\n");

    String[] command = {
      "evaluate", "ner", "--model", "en-ner", "--data", data.toString(), "--json"
    };
    String[] excluding =
        Stream.concat(Stream.of(command), Stream.of("--exclude", "A.* M.*")).toArray(String[]::new);
    assertThat(run(excluding)).as(err.toString()).isZero();

    assertThat(JSON.readTree(out.toString()).get("f1").asDouble()).isEqualTo(100);
  }

  @Test
  void evaluatesTheDataInOtherLetters() throws IOException {
    String tags = "Angela\tB-PER\nMerkel\tI-PER\nvisited\tO\nParis\tB-LOC\n.\tO\n\n";
    Path data = Files.writeString(folder.resolve("data.tsv"), tags);
    Path lower =
        Files.writeString(
            folder.resolve("lower.tsv"),
            tags.replace("Angela", "angela").replace("Merkel", "merkel").replace("Paris", "paris"));
    List<JsonNode> scores = new ArrayList<>();
    for (String[] which :
        new String[][] {{data.toString(), "--casing", "lower"}, {lower.toString()}}) {
      String[] command = {"evaluate", "ner", "--model", "en-ner", "--json", "--data"};
      out.getBuffer().setLength(0);
      assertThat(run(Stream.of(command, which).flatMap(Stream::of).toArray(String[]::new)))
          .as(err.toString())
          .isZero();
      scores.add(JSON.readTree(out.toString()));
    }
    assertThat(scores.get(0).get("perType")).isEqualTo(scores.get(1).get("perType"));
    assertThat(scores.get(0).get("f1")).isEqualTo(scores.get(1).get("f1"));
  }

  @Test
  void trainsResumesAndEvaluatesABundleOfOnesOwn() throws IOException {
    String sentence = "Ann\tB-PER\nBo\tI-PER\nlives\tO\nin\tO\nGraz\tB-LOC\n.\tO\n\n";
    Path data = Files.writeString(folder.resolve("data.tsv"), sentence.repeat(20));
    Path config =
        Files.writeString(
            folder.resolve("ner.yaml"),
            """
            name: my-ner
            data:
              folder: %s
              sets:
                - {name: mine, train: data.tsv, dev: data.tsv}
            words: {dimension: 10, minimumCount: 1}
            characters: {encoding: LSTM, dimension: 5, outputs: 8, maximumLength: 20}
            recurrent: {cell: GRU, units: 10, layers: 2}
            training:
              learningRate: {initial: 0.02}
              batchSentences: 4
              epochs: 8
              patience: 8
            """
                .formatted(folder.toString().replace('\\', '/')));
    String bundle = folder.resolve("my-ner").toString();

    assertThat(run("train", "ner", "--config", config.toString(), "--out", bundle))
        .as(err.toString())
        .isZero();
    assertThat(run("train", "ner", "--config", config.toString(), "--out", bundle, "--resume"))
        .as(err.toString())
        .isZero();
    assertThat(run("evaluate", "ner", "--model", bundle, "--data", data.toString())).isZero();

    assertThat(out.toString()).contains("precision: 100.00%", "LOC", "PER");
    assertThat(Path.of(bundle + ".training/plot.svg")).exists();
  }

  @Test
  void aTrainingThatBreaksDownIsOneLine() throws IOException {
    Files.writeString(folder.resolve("data.tsv"), "Ann\tB-PER\nlives\tO\n\n".repeat(20));
    Path config =
        Files.writeString(
            folder.resolve("ner.yaml"),
            """
            name: my-ner
            data:
              folder: %s
              sets:
                - {name: mine, train: data.tsv}
            characters: {encoding: CNN, dimension: 4, outputs: 4, width: 3, maximumLength: 9}
            recurrent: {cell: LSTM, units: 4, layers: 1}
            training: {learningRate: {initial: 1.0e+38}, batchSentences: 4, epochs: 2}
            """
                .formatted(folder.toString().replace('\\', '/')));
    String bundle = folder.resolve("my-ner").toString();
    assertThat(run("train", "ner", "--config", config.toString(), "--out", bundle)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("Error: Training broke down: ")
        .contains("at step [2] of [5] in epoch [1], with the learning rate [1.0E38]")
        .hasLineCount(1);
    assertThat(Path.of(bundle)).doesNotExist();
  }

  @Test
  void aTextWithoutWordsHasNoPerplexity() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "the cat sat .\n".repeat(20));
    Path config =
        Files.writeString(
            folder.resolve("lm.yaml"),
            """
            name: my-lm
            recurrent: {unit: WORDS, cell: RNN, dimension: 4, units: 4, layers: 1}
            data:
              folder: %s
              sets:
                - {name: mine, layout: TOKENS, files: [text.txt]}
            streams: 2
            steps: 5
            training: {epochs: 1}
            """
                .formatted(folder.toString().replace('\\', '/')));
    String bundle = folder.resolve("my-lm").toString();
    assertThat(run("train", "lm", "--config", config.toString(), "--out", bundle))
        .as(err.toString())
        .isZero();
    Path nothing = Files.writeString(folder.resolve("nothing.txt"), "\n\n");
    assertThat(run("evaluate", "lm", "--model", bundle, "--data", nothing.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("Error: [" + nothing + "] has no text; expected some");
  }

  @Test
  void knowsTheBundleThatShips() {
    assertThat(run("models", "list")).isZero();
    assertThat(run("models", "info", "en-ner")).isZero();
    assertThat(run("models", "verify", "en-ner")).isZero();
    assertThat(out.toString()).contains("en-ner", "PER", "files are as the manifest says");
  }

  @Test
  void namesWhatComputes() {
    assertThat(run("doctor")).isZero();
    assertThat(out.toString()).contains("Backend", "Threads", "GPU").contains("Precision    FP32");
  }

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> all = Files.walk(Samples.FOLDER)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
