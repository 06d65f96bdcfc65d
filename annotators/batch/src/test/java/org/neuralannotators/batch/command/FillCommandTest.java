package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what transformers' pipelines give; see MaskedModelsTest. */
class FillCommandTest {
  private static final Path REFERENCE =
      Path.of(
          "../../models/importing/src/test/resources/org/neuralannotators/importing/huggingface");
  private static final String TEXT = "The [MASK] lives in Berlin, she said.";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path bundle;

  @BeforeEach
  void importModel() throws IOException {
    bundle = imported("bert-masked", "bert-uncased");
    assertThat(out.toString()).contains("an encoder and masked language model: BERT, 2 layers of");
    out.getBuffer().setLength(0);
  }

  private Path imported(String name, String tokenizer) throws IOException {
    Path model = Files.createDirectory(folder.resolve(name));
    copy(REFERENCE.resolve(name), model);
    copy(REFERENCE.resolve("tokenizers").resolve(tokenizer), model);
    Path made = folder.resolve(name + ".bundle");
    run("import", "huggingface", model.toString(), "--out", made.toString());
    return made;
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

  private int run(String... arguments) {
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void textsGetTheirBestPieces() {
    assertThat(run("fill", "--model", bundle.toString(), "--top", "2", TEXT, TEXT))
        .as("%s", err)
        .isZero();
    String one =
        """
        0.2655\t##w\tthew lives in berlin, she said.
        0.2394\tdie\tthe die lives in berlin, she said.
        """;
    assertThat(out.toString()).isEqualToNormalizingNewlines(one + one);
  }

  @Test
  void linesOfAFileDoToo() throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), TEXT + "\n\n");
    assertThat(run("fill", "--model", bundle.toString(), "--top", "1", file.toString()))
        .as("%s", err)
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly("0.2655\t##w\tthew lives in berlin, she said.");
  }

  @Test
  void aTextWithoutAMaskIsNamed() {
    assertThat(run("fill", "--model", bundle.toString(), "Nothing.")).isEqualTo(2);
    assertThat(err.toString()).contains("[Nothing.] has no mask", "[[MASK]]");
    assertThat(run("fill", "--model", bundle.toString(), "--top", "0", TEXT)).isEqualTo(2);
    assertThat(err.toString()).contains("--top [0]");
  }

  @Test
  void aSentenceEncoderGivesEachLineAVector() throws IOException {
    Path encoder = imported("vectors-dense", "bert-cased");
    assertThat(out.toString())
        .contains(
            "a sentence encoder: 10 numbers, mean of pieces, DistilBERT, 2 layers of 16, cased");
    Path file = Files.writeString(folder.resolve("text.txt"), "Angela visited Hamburg .\n\n");
    Path vectors = folder.resolve("vectors.jsonl");
    assertThat(
            run(
                "embed",
                "--model",
                encoder.toString(),
                file.toString(),
                "--out",
                vectors.toString()))
        .as("%s", err)
        .isZero();
    assertThat(Files.readAllLines(vectors)).hasSize(2);
    assertThat(Files.readAllLines(vectors).get(0))
        .startsWith("{\"text\":\"Angela visited Hamburg .\",\"vector\":[-0.2458");
    assertThat(err.toString()).contains("2 texts, 10 columns");
    assertThat(run("embed", "--model", encoder.toString(), "--carry-state")).isEqualTo(2);
    assertThat(err.toString()).contains("--carry-state", "embeds texts");
    assertThat(run("embed", "--model", bundle.toString(), "--prompt", "query")).isEqualTo(2);
    assertThat(err.toString()).contains("--prompt [query]", "embeds tokens");
  }
}
