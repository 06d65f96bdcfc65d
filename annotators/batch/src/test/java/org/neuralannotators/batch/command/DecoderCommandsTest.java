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
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.lm.adapter.AdapterSpec;
import org.neuralannotators.lm.continuation.Continuation;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.TextContinuer;
import org.neuralannotators.lm.continuation.TextContinuers;
import org.neuralannotators.lm.continuation.TinyDecoders;
import org.neuralannotators.lm.decoder.DecoderShapes;

class DecoderCommandsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String model;

  @BeforeEach
  void write() throws IOException {
    model = TinyDecoders.write(folder, DecoderShapes.LLAMA, false, 12, TinyDecoders.END);
  }

  private int run(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(List.of("--model", model));
    all.addAll(List.of(arguments));
    out.getBuffer().setLength(0);
    return NeuralAnnotators.run(
        new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
  }

  private List<Continuation> expected(int length, String... prompts) throws IOException {
    try (TextContinuer continuer = TextContinuers.load(model)) {
      return continuer.continueTexts(
          List.of(prompts), ContinuationOptions.DEFAULT.withLength(length));
    }
  }

  @Test
  void aPromptIsContinued() throws IOException {
    assertThat(run("generate", "--prompt", "ab c", "--length", "6", "--temperature", "0"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString())
        .isEqualTo("ab c" + expected(6, "ab c").get(0).text() + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void promptsOfOptionsAndFilesAreContinued() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.txt"), "b\n\nc d\n");
    String[] greedy = {
      "--prompt", "a", lines.toString(), "--length", "5", "--temperature", "0", "--json"
    };
    assertThat(run("generate", greedy)).as("%s", err).isZero();
    List<Continuation> expected = expected(5, "a", "b", "c d");
    List<String> found = out.toString().lines().toList();
    assertThat(found).hasSize(3);
    for (int i = 0; i < 3; i++) {
      JsonNode line = new ObjectMapper().readTree(found.get(i));
      assertThat(line.get("prompt").asText()).isEqualTo(List.of("a", "b", "c d").get(i));
      assertThat(line.get("continuation").asText()).isEqualTo(expected.get(i).text());
      assertThat(line.get("reason").asText()).isEqualTo(expected.get(i).reason().name());
      assertThat(line.get("pieces").asInt()).isEqualTo(expected.get(i).pieces());
    }
    assertThat(
            run("generate", lines.toString(), "--whole-files", "--length", "1", "--temperature=0"))
        .isZero();
    assertThat(out.toString()).startsWith("b\n\nc d");
  }

  @Test
  void theSameSeedGivesTheSameTexts() {
    String[] drawn = {"--prompt", "ab", "--prompt", "ab", "--length", "30", "--seed", "3"};
    assertThat(run("generate", drawn)).as("%s", err).isZero();
    String first = out.toString();
    assertThat(run("generate", drawn)).isZero();
    assertThat(out.toString()).isEqualTo(first);
    drawn[drawn.length - 1] = "4";
    assertThat(run("generate", drawn)).isZero();
    assertThat(out.toString()).isNotEqualTo(first);
  }

  @Test
  void aTextThatBecomesTooLongIsToldOf() {
    assertThat(run("generate", "--prompt", "abcdabcdabcdabcdabcdabcd", "--beams", "2"))
        .as("%s", err)
        .isZero();
    assertThat(err.toString()).contains("Warning: [1] of [1] texts are longer");
  }

  @Test
  void beamSearchDrawsNothing() {
    assertThat(run("generate", "--beams", "2", "--temperature", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("beams [2] with the temperature [1.0]", "expected");
  }

  /** An adapter of the model that adds much to one of its matrices. */
  private Path adapter() throws IOException {
    Path adapter = folder.resolve("adapter.zip");
    try (ModelBundle base = ModelBundle.open(Path.of(model))) {
      String matrix = "layers.0.attention.output.weight";
      long[] shape = base.tensors("weights.safetensors").get(matrix).shape();
      SafeTensorsWriter factors =
          new SafeTensorsWriter()
              .add(matrix + ".a", TensorType.F32, rising(shape[0]), shape[0], 1)
              .add(matrix + ".b", TensorType.F32, rising(shape[1]), 1, shape[1]);
      AdapterSpec spec =
          new AdapterSpec(AdapterSpec.Base.of(base.manifest()), 1, 3, List.of(matrix));
      new BundleWriter()
          .add("weights.safetensors", factors)
          .write(
              adapter,
              ModelManifest.builder(AdapterSpec.KIND, "other")
                  .network(spec)
                  .language("en")
                  .build());
    }
    return adapter;
  }

  private static float[] rising(long length) {
    float[] numbers = new float[(int) length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  @Test
  void anAdapterIsAddedOrMerged() throws IOException {
    String[] greedy = {"--prompt", "ab c", "--length", "9", "--temperature", "0"};
    String adapter = adapter().toString();
    Path text = Files.writeString(folder.resolve("text.txt"), "ab c dd é\n");
    assertThat(run("generate", greedy)).isZero();
    String without = out.toString();
    assertThat(run("generate --adapter " + adapter, greedy)).as("%s", err).isZero();
    String with = out.toString();
    assertThat(with).isNotEqualTo(without);
    assertThat(run("evaluate lm --adapter " + adapter, "--data", text.toString(), "--json"))
        .as("%s", err)
        .isZero();
    JsonNode added = new ObjectMapper().readTree(out.toString());
    assertThat(added.get("model").asText()).isEqualTo("other");
    String merged = folder.resolve("merged").toString();
    assertThat(
            NeuralAnnotators.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "models",
                "merge",
                model,
                adapter,
                "--out",
                merged))
        .as("%s", err)
        .isZero();
    model = merged;
    assertThat(run("generate", greedy)).isZero();
    assertThat(out.toString()).isEqualTo(with);
    assertThat(run("evaluate lm", "--data", text.toString(), "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).get("perplexity"))
        .isEqualTo(added.get("perplexity"));
    assertThat(run("generate --adapter " + adapter, greedy)).isEqualTo(2);
    assertThat(err.toString())
        .contains("[" + adapter + "] is for the decoder [tiny]", "[" + merged + "] is [other]");
  }

  @Test
  void perplexityIsToldOfPiecesWordsAndBytes() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "ab c dd é\n".repeat(3));
    String[] data = {"--data", text.toString(), "--context", "8", "--stride", "2"};
    assertThat(run("evaluate lm", data)).as("%s", err).isZero();
    assertThat(out.toString())
        .contains("perplexity of pieces: ", "perplexity of words: ", "bits per byte: ")
        .contains("27 pieces, 12 words, 32 bytes; context 8, stride 2, memory 0");
    assertThat(run("evaluate lm", "--data", text.toString(), "--layout", "LINES", "--json"))
        .as("%s", err)
        .isZero();
    JsonNode found = new ObjectMapper().readTree(out.toString());
    assertThat(found.get("documents").asInt()).isEqualTo(3);
    assertThat(found.get("context").asInt()).isEqualTo(12);
    assertThat(found.get("bitsPerByte").asDouble() * 30 * Math.log(2))
        .isEqualTo(
            Math.log(found.get("perplexity").asDouble()) * found.get("pieces").asInt(),
            offset(1e-6));
    assertThat(run("evaluate lm", "--data", text.toString(), "--context", "13")).isEqualTo(2);
    assertThat(err.toString()).contains("Context [13]; expected at most [12]");
    assertThat(run("evaluate lm", "--data", text.toString(), "--stride", "12")).isEqualTo(2);
    assertThat(err.toString()).contains("Context [12] with the stride [12]");
  }
}
