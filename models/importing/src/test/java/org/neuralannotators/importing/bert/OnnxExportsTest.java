package org.neuralannotators.importing.bert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.checkpoint.HuggingFaceWeights;
import org.neuralannotators.checkpoint.UnpackedZip;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.HuggingFaceImporter;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.Task;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/** What ONNX Runtime gives with files as exporters write them; see {@code it/src/reference}. */
class OnnxExportsTest {
  private static final List<int[]> IDS =
      List.of(new int[] {2, 7, 9, 30, 11, 3}, new int[] {2, 5, 5, 8, 29, 3});

  private static final int HIDDEN = 8;

  private static Path file(String name) {
    try {
      return Path.of(OnnxExportsTest.class.getResource("onnx/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static EncoderCheckpoint read(String name) throws IOException {
    return BertImporter.read(file(name + ".zip"));
  }

  /** The numbers that come out, of one sequence after the other. */
  private static double[] expected(String name) throws IOException {
    JsonNode rows = new ObjectMapper().readTree(file("expected.json").toFile()).get(name);
    return StreamSupport.stream(rows.spliterator(), false)
        .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** Hidden states of the last layer. */
  private static double[] encode(EncoderCheckpoint checkpoint) throws BundleException {
    try (Parameters parameters = new Parameters();
        EmbeddingTable pieces = checkpoint.architecture().newPieces();
        Lanes lanes = Lanes.ofFloats(1)) {
      Encoder encoder = checkpoint.architecture().encoder(parameters, pieces, EncoderDropout.NONE);
      parameters.allocateLike(pieces);
      checkpoint.copyTo(encoder);
      double[][] hidden = new double[1][];
      lanes.onLane(
          lane -> {
            PieceBatch batch = PieceBatch.of(IDS.stream().map(PieceSequence::of).toList());
            hidden[0] = encoder.encode(lane.inference(), batch).toDoubles();
          });
      return hidden[0];
    }
  }

  @ParameterizedTest
  @CsvSource({
    "opset-14, GELU, 1e-5",
    "opset-17, GELU, 1e-5",
    "opset-20-erf, GELU, 1e-5",
    "opset-20-tanh, GELU_TANH, 1e-5",
    "dynamo, GELU, 1e-5",
    "dynamo-external, GELU, 1e-5",
    "half, GELU, 2e-2"
  })
  void bertGivesTheSame(String name, Activation gelu, double difference) throws IOException {
    EncoderCheckpoint checkpoint = read(name);
    BertArchitecture bert = (BertArchitecture) checkpoint.architecture();
    assertThat(List.of(bert.layers(), bert.heads(), bert.hidden(), bert.intermediate()))
        .containsExactly(2, 2, HIDDEN, 12);
    assertThat(bert.activation()).isEqualTo(gelu);
    assertThat(bert.epsilon()).isEqualTo(1e-12, offset(1e-15));
    assertThat(encode(checkpoint)).containsExactly(expected(name), offset(difference));
  }

  @Test
  void albertRunsSeveralTimesThroughItsLayer() throws IOException {
    EncoderCheckpoint checkpoint = read("albert");
    BertArchitecture albert = (BertArchitecture) checkpoint.architecture();
    assertThat(albert.sharedLayers()).isTrue();
    assertThat(albert.layers()).isEqualTo(3);
    assertThat(albert.embeddingSize()).isEqualTo(4);
    assertThat(encode(checkpoint)).containsExactly(expected("albert"), offset(1e-5));
  }

  @Test
  void groupsOfLayersAreNotLeftOut() {
    assertThatThrownBy(() -> read("albert-groups"))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.onnx", "several groups of layers", "[config.json]");
  }

  @Test
  void aConfigurationSaysWhatTheGraphDoesNot() throws IOException {
    try (UnpackedZip zip = UnpackedZip.open(file("albert-groups.zip"))) {
      Files.writeString(
          zip.folder().resolve("config.json"),
          """
          {"model_type": "albert", "vocab_size": 31, "embedding_size": 4, "hidden_size": 8,
           "num_hidden_layers": 3, "num_attention_heads": 2, "intermediate_size": 12,
           "max_position_embeddings": 10, "type_vocab_size": 2, "hidden_act": "gelu_new",
           "num_hidden_groups": 3, "inner_group_num": 1}
          """);
      assertThat(encode(BertImporter.read(zip.folder())))
          .containsExactly(expected("albert-groups"), offset(1e-5));
    }
  }

  @Test
  void quantizedWeightsAreRefused() {
    assertThatThrownBy(() -> read("quantized"))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.onnx", "quantized", "[DequantizeLinear]", "fp16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokens", "classes"})
  void headsComeWithTheirWeights(String name) throws IOException {
    double[] hidden = encode(read(name));
    try (UnpackedZip zip = UnpackedZip.open(file(name + ".zip"))) {
      Map<String, Tensor> weights =
          HuggingFaceWeights.read(HuggingFaceWeights.in(zip.folder()).orElseThrow());
      double[] rows =
          name.equals("tokens")
              ? hidden
              : pool(
                  hidden,
                  weights.get("bert.pooler.dense.weight"),
                  weights.get("bert.pooler.dense.bias"));
      assertThat(linear(rows, weights.get("classifier.weight"), weights.get("classifier.bias")))
          .containsExactly(expected(name), offset(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"tokens, TOKENS, tagger", "classes, CLASSES, classifier of texts"})
  void aModelWithItsHeadComesInAsAWhole(String name, Task task, String kind) throws IOException {
    try (UnpackedZip zip = UnpackedZip.open(file(name + ".zip"));
        Stream<Path> files = Files.walk(zip.folder())) {
      Path onnx = files.filter(path -> path.toString().endsWith(".onnx")).findFirst().orElseThrow();
      assertThat(HuggingFaceImporter.reads(onnx)).isTrue();
      try (ImportedModel model = HuggingFaceImporter.read(onnx, Choice.NONE.withHead(task))) {
        assertThat(model.description()).contains(kind, "BERT");
        assertThat(model.leftOut()).isEmpty();
      }
    }
  }

  /** The first pieces' rows through a layer with tanh. */
  private static double[] pool(double[] hidden, Tensor weight, Tensor bias) {
    int length = hidden.length / IDS.size();
    double[] first = new double[IDS.size() * HIDDEN];
    for (int i = 0; i < IDS.size(); i++) {
      System.arraycopy(hidden, i * length, first, i * HIDDEN, HIDDEN);
    }
    return Arrays.stream(linear(first, weight, bias)).map(Math::tanh).toArray();
  }

  private static double[] linear(double[] rows, Tensor weight, Tensor bias) {
    int outputs = (int) weight.shape()[0];
    float[] numbers = weight.floats();
    double[] result = new double[rows.length / HIDDEN * outputs];
    for (int i = 0; i < result.length; i++) {
      result[i] = bias.floats()[i % outputs];
      for (int k = 0; k < HIDDEN; k++) {
        result[i] += rows[i / outputs * HIDDEN + k] * numbers[i % outputs * HIDDEN + k];
      }
    }
    return result;
  }

  @Test
  void anOutputForMaskedPiecesHasItsNames() throws IOException {
    EncoderCheckpoint masked = read("masked");
    assertThat(masked.tensors())
        .containsKeys(
            "cls.predictions.bias",
            "cls.predictions.transform.dense.weight",
            "cls.predictions.transform.LayerNorm.weight");
    assertThat(masked.tensors().get("cls.predictions.decoder.weight").floats())
        .isEqualTo(masked.tensors().get("embeddings.word_embeddings.weight").floats());
    assertThat(encode(masked)).hasSize(IDS.size() * 6 * HIDDEN);
  }

  @Test
  void whatBelongsToAFileMayLieOneFolderUp() throws IOException {
    try (UnpackedZip zip = UnpackedZip.open(file("tokens.zip"))) {
      Path model = zip.folder().resolve("onnx/model.onnx");
      double[] expected = encode(BertImporter.read(zip.folder()));
      assertThat(encode(BertImporter.read(model))).isEqualTo(expected);
      Files.delete(zip.folder().resolve("config.json"));
      assertThat(encode(BertImporter.read(model))).isEqualTo(expected);
      assertThat(encode(BertImporter.read(zip.folder()))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileOfTensorsThatIsMissingOrShortIsNamed(boolean missing) throws IOException {
    try (UnpackedZip zip = UnpackedZip.open(file("dynamo-external.zip"))) {
      Path data = zip.folder().resolve("onnx/model.onnx.data");
      byte[] bytes = Files.readAllBytes(data);
      Files.delete(data);
      if (!missing) {
        Files.write(data, Arrays.copyOf(bytes, bytes.length - 1));
      }
      assertThatThrownBy(() -> BertImporter.read(zip.folder()))
          .isInstanceOf(BundleException.class)
          .hasMessageContainingAll("model.onnx.data", missing ? "isn't beside it" : "cut short");
    }
  }

  /** Bounded time and memory, and no other exception. */
  @ParameterizedTest
  @ValueSource(strings = {"opset-17", "dynamo", "albert"})
  void damagedFilesAreRefusedOrReadButNeverBreak(String name) throws IOException {
    try (UnpackedZip zip = UnpackedZip.open(file(name + ".zip"))) {
      Path model = zip.folder().resolve("model.onnx");
      byte[] sound = Files.readAllBytes(model);
      Random random = new Random(5);
      for (int i = 0; i < 150; i++) {
        byte[] bytes =
            Arrays.copyOf(sound, i % 3 == 0 ? random.nextInt(sound.length) : sound.length);
        for (int k = 0; k < 1 + random.nextInt(8) && bytes.length > 0; k++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        Files.write(model, bytes);
        try {
          assertThat(BertImporter.read(model).architecture().layers()).isPositive();
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("model.onnx").hasMessageNotContaining("null");
        }
      }
    }
  }
}
