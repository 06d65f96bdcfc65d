package org.neuralannotators.batch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path model;
  private Path text;

  @BeforeEach
  void writeInput() throws IOException {
    model = folder.resolve("vectors.txt");
    Files.writeString(model, "Graz 1 2\nis 0.5 -4\n");
    text = folder.resolve("text.txt");
    Files.writeString(text, "Graz is\n\n  is\tGraz  \n");
  }

  private int run(String... arguments) {
    String[] all =
        Stream.concat(Stream.of("embed", "--model", model.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), all);
  }

  @Test
  void anArrayHasARowForEachToken() throws IOException {
    Path file = folder.resolve("new/vectors.npy");
    assertThat(run(text.toString(), "--out", file.toString())).as("%s", err).isZero();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    byte[] header = new byte[bytes.getShort()];
    bytes.get(header);
    assertThat(bytes.position() % 64).isZero();
    assertThat(new String(header, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }")
        .endsWith(" \n");
    float[] numbers = new float[8];
    bytes.asFloatBuffer().get(numbers);
    assertThat(numbers).containsExactly(1, 2, 0.5f, -4, 0.5f, -4, 1, 2);
    assertThat(bytes.remaining()).isEqualTo(32);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void jsonLinesHaveALineForEachSentence() throws IOException {
    Path file = folder.resolve("vectors.jsonl");
    assertThat(run(text.toString(), "--out", file.toString())).as("%s", err).isZero();
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"tokens\":[\"Graz\",\"is\"],\"vectors\":[[1.0,2.0],[0.5,-4.0]]}",
            "{\"tokens\":[],\"vectors\":[]}",
            "{\"tokens\":[\"is\",\"Graz\"],\"vectors\":[[0.5,-4.0],[1.0,2.0]]}");
  }

  @Test
  void standardInputGoesToStandardOutput() {
    InputStream in = System.in;
    PrintStream standard = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream("is".getBytes(StandardCharsets.UTF_8)));
      System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
      assertThat(run()).as("%s", err).isZero();
    } finally {
      System.setIn(in);
      System.setOut(standard);
    }
    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"tokens\":[\"is\"],\"vectors\":[[0.5,-4.0]]}\n");
  }

  @Test
  void anImportedLanguageModelEmbeds() throws IOException {
    Path original = Path.of("../../models/importing/src/test/resources/elmo/bilm-tf");
    model = folder.resolve("tiny.bundle");
    String[] arguments = {"import", "elmo", original.toString(), "--out", model.toString()};
    assertThat(NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).contains("2 layers of 64 cells and 16 columns");
    Path file = folder.resolve("elmo.npy");
    assertThat(run(text.toString(), "--layers", "all", "--carry-state", "--out", file.toString()))
        .as("%s", err)
        .isZero();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("'shape': (4, 96)");

    assertThat(NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments))
        .isEqualTo(2);
    assertThat(err.toString()).contains("[--out] is [" + model + "], which is there");
    String[] anew = Arrays.copyOf(arguments, arguments.length + 1);
    anew[arguments.length] = "--overwrite";
    assertThat(NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), anew)).isZero();
  }

  @Test
  void aBrokenLanguageModelIsRefused() throws IOException {
    Path original = Path.of("../../models/importing/src/test/resources/elmo/bilm-tf");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.copy(original.resolve("options.json"), broken.resolve("options.json"));
    byte[] weights = Files.readAllBytes(original.resolve("lm_weights.hdf5"));
    Files.write(broken.resolve("weights.hdf5"), Arrays.copyOf(weights, 1000));
    Path bundle = folder.resolve("tiny.bundle");
    String[] arguments = {"import", "elmo", broken.toString(), "--out", bundle.toString()};
    assertThat(NeuralAnnotators.run(new PrintWriter(out), new PrintWriter(err), arguments))
        .isEqualTo(2);
    assertThat(err.toString()).contains("weights.hdf5", "cut short");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThat(run(text.toString(), "--out", folder.resolve("vectors.csv").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("vectors.csv", ".npy", ".jsonl");
    assertThat(run(text.toString(), "--threads", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("[-1]");
    assertThat(run(text.toString(), "--carry-state")).isEqualTo(2);
    assertThat(err.toString()).contains("vectors.txt", "state");
    assertThat(run(folder.resolve("nothing.txt").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nothing.txt");
  }

  @Test
  void aLineThatIsNotUtf8IsNamedAndAnOldFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("vectors.jsonl"), "old");
    Files.write(text, new byte[] {'i', 's', '\n', (byte) 0xC3, '\n'});
    assertThat(run(text.toString(), "--out", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("text.txt] line [2]", "UTF-8");
    assertThat(file).hasContent("old");
  }
}
