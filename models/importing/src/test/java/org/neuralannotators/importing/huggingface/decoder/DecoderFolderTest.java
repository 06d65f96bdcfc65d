package org.neuralannotators.importing.huggingface.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.NetworkWeights;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.lm.decoder.DecoderDecoding;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.Tokenizer;

/** What bundles of imported language models compute is what transformers does. */
class DecoderFolderTest {
  private static final float DIFFERENCE = 1e-4f;

  @TempDir private Path folder;

  static Stream<String> models() {
    return ReferenceDecoder.names();
  }

  private ModelBundle imported(String name) throws IOException {
    return imported(ReferenceDecoder.write(name, folder));
  }

  private ModelBundle imported(Path source) throws IOException {
    Path bundle = folder.resolve("bundle");
    try (ImportedModel imported = ModelImporter.read(source, Choice.NONE)) {
      assertThat(imported.leftOut()).isEmpty();
      imported.files().write(bundle, imported.manifest("tiny").language("en").build());
    }
    return ModelBundle.open(bundle);
  }

  @ParameterizedTest
  @MethodSource("models")
  void scoresBehindEachPieceAreThoseOfTransformers(String name) throws IOException {
    try (ModelBundle bundle = imported(name);
        DecoderModel model = DecoderModel.readFrozen(bundle);
        Kernels kernels = Kernels.of(DataType.FLOAT)) {
      ReferenceDecoder reference = ReferenceDecoder.read(name);
      for (int most : new int[] {1, 5, Integer.MAX_VALUE}) {
        float[] last = {};
        for (ReferenceDecoder.Text text : reference.texts()) {
          last =
              assertScores(model.network(), kernels, text, Math.min(most, text.ids().length - 1));
        }
        assertThat(last).containsExactly(reference.last(), offset(DIFFERENCE));
      }
    }
  }

  /**
   * Some pieces are read at once, the others one by one.
   *
   * @return the scores behind the last one
   */
  private static float[] assertScores(
      DecoderNetwork network, Kernels kernels, ReferenceDecoder.Text text, int atOnce) {
    try (Workspace workspace = Workspace.ofFloats()) {
      int[] ids = text.ids();
      DecoderDecoding decoding = network.decode(Pass.inference(kernels, workspace), 1);
      float[] scores = decoding.read(List.of(Arrays.copyOf(ids, atOnce))).toFloats();
      for (int at = atOnce - 1; at < ids.length; at++) {
        String place = "behind piece %d, %d read at once".formatted(at, atOnce);
        for (int i = 0; i < text.pieces().length; i++) {
          assertThat(scores[text.pieces()[i]])
              .as(place)
              .isCloseTo((float) text.scores()[at][i], offset(DIFFERENCE));
        }
        assertThat(logarithmOfSum(scores))
            .as(place)
            .isCloseTo(text.sums()[at], offset((double) DIFFERENCE));
        if (at < ids.length - 1) {
          scores = decoding.step(new int[] {ids[at + 1]}).toFloats();
        }
      }
      return scores;
    }
  }

  private static double logarithmOfSum(float[] scores) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score);
    }
    return Math.log(sum);
  }

  @ParameterizedTest
  @MethodSource("models")
  void theBestPiecesThatFollowATextAreThoseOfTransformers(String name) throws IOException {
    ReferenceDecoder reference = ReferenceDecoder.read(name);
    try (ModelBundle bundle = imported(name);
        DecoderModel model = DecoderModel.readFrozen(bundle);
        Kernels kernels = Kernels.of(DataType.FLOAT);
        Workspace workspace = Workspace.ofFloats()) {
      DecoderDecoding decoding = model.network().decode(Pass.inference(kernels, workspace), 1);
      Matrix scores = decoding.read(List.of(reference.texts().get(0).ids()));
      int[] following = new int[reference.greedy().length];
      for (int i = 0; i < following.length; i++) {
        following[i] = best(scores.toFloats());
        scores = decoding.step(new int[] {following[i]});
      }
      assertThat(following).isEqualTo(reference.greedy());
    }
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int piece = 1; piece < scores.length; piece++) {
      best = scores[piece] > scores[best] ? piece : best;
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("models")
  void textsAreCutAsByTransformers(String name) throws IOException {
    try (ModelBundle bundle = imported(name);
        DecoderModel model = DecoderModel.readFrozen(bundle)) {
      Tokenizer tokenizer = model.tokenizer().tokenizer();
      for (ReferenceDecoder.Text text : ReferenceDecoder.read(name).texts()) {
        int[] ids = tokenizer.encode(text.text()).ids();
        assertThat(tokenizer.special().around(ids).ids()).isEqualTo(text.ids());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"gpt2, F16", "gpt2-base, F16", "llama3, F16", "llama-linear, F32", "qwen2, F32"})
  void weightsOfSixteenBitsThatAreNumbersOfOursStaySo(String name, TensorType type)
      throws IOException {
    try (ModelBundle bundle = imported(name)) {
      assertThat(bundle.tensors(NetworkWeights.FILE).values())
          .extracting(Tensor::type)
          .containsOnly(type);
    }
  }

  @ParameterizedTest
  @CsvSource({"gpt2, 0", "llama, 2 7", "gpt, ''", "gpt2-base, ''"})
  void theEndsOfTextsAreThoseOfTheConfiguration(String name, String ends) throws IOException {
    Path source = ReferenceDecoder.write(name, folder);
    try (ModelBundle bundle = imported(source);
        DecoderModel model = DecoderModel.readFrozen(bundle)) {
      assertThat(model.spec().ends())
          .containsExactlyElementsOf(
              Stream.of(ends.split(" ", -1))
                  .filter(end -> !end.isEmpty())
                  .map(Integer::valueOf)
                  .toList());
    }
  }

  @Test
  void theEndsOfTheConfigurationForGenerationGoBeforeTheOthers() throws IOException {
    Path source = ReferenceDecoder.write("llama", folder);
    ReferenceDecoder.change(
        source.resolve("generation_config.json"), json -> json.put("eos_token_id", 5));
    try (ModelBundle bundle = imported(source);
        DecoderModel model = DecoderModel.readFrozen(bundle)) {
      assertThat(model.spec().ends()).containsExactly(5);
    }
  }
}
