package org.neuralannotators.importing.huggingface.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.SafeTensors;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.importing.ModelImporter;
import org.neuralannotators.importing.huggingface.Choice;
import org.neuralannotators.importing.huggingface.ImportedModel;
import org.neuralannotators.importing.huggingface.family.Task;
import org.neuralannotators.lm.decoder.DecoderArchitecture;

/** What configurations of decoders say in other ways, and what is refused by name. */
class DecoderFaultsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private Path configured(String name, Consumer<ObjectNode> change) throws IOException {
    Path source = ReferenceDecoder.write(name, folder);
    ReferenceDecoder.change(source.resolve("config.json"), change);
    return source;
  }

  private Path configured(String name, String field, String value) throws IOException {
    JsonNode json = JSON.readTree(value);
    return configured(name, config -> config.set(field, json));
  }

  private static DecoderArchitecture shape(Path source) throws IOException {
    try (ImportedModel imported = ModelImporter.read(source, Choice.NONE)) {
      return ((ImportedDecoder) imported).model().spec().decoder();
    }
  }

  private static void refused(Path source, Choice choice, String... parts) {
    assertThatThrownBy(() -> ModelImporter.read(source, choice))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt2 | scale_attn_weights | false | [false] for [scale_attn_weights]; expected true",
        "gpt2 | scale_attn_by_inverse_layer_idx | true | [scale_attn_by_inverse_layer_idx]",
        "gpt2 | add_cross_attention | true | [true] for [add_cross_attention]; expected false",
        "gpt2 | activation_function | \"gelu_odd\" | [gelu_odd] as activation",
        "gpt2 | n_head | 3 | [3] for [n_head]; expected a divisor of [16]",
        "gpt2 | n_layer | null | [null] for [n_layer]; expected a whole number",
        "gpt | afn | \"tanh\" | for [afn]; expected gelu or relu or silu or swish",
        "llama | quantization_config | {\"bits\": 4} | for [quantization_config]; expected none",
        "llama | use_sliding_window | true | [true] for [use_sliding_window]; expected false",
        "llama | partial_rotary_factor | 0.5 | [0.5] for [partial_rotary_factor]; expected 1",
        "llama | rope_scaling | {\"type\": \"dynamic\"} | for [type]; expected default or linear",
        "llama | rope_scaling | {\"rope_type\": \"yarn\"} | for [rope_type]; expected default or",
        "llama | rope_scaling | {\"rope_type\": \"linear\"} | [nothing] for [factor]",
        "llama | rope_parameters | {\"full_attention\": {}} | without [rope_type]",
        "qwen2-sliding | layer_types | [\"full_attention\", \"sliding_attention\"] | for all",
        "mistral | sliding_window | \"wide\" | [\"wide\"] for [sliding_window]",
      })
  void valuesThatAreNotSupportedAreRefusedByName(
      String name, String field, String value, String expected) throws IOException {
    refused(configured(name, field, value), Choice.NONE, "config.json] has ", expected);
  }

  @Test
  void rotaryPositionsOfNewerConfigurationsAreRead() throws IOException {
    DecoderArchitecture expected = shape(ReferenceDecoder.write("llama3", folder));
    Path newer = Files.createDirectory(folder.resolve("newer"));
    Path source = ReferenceDecoder.write("llama3", newer);
    ReferenceDecoder.change(
        source.resolve("config.json"),
        config -> {
          ObjectNode rope = (ObjectNode) config.remove("rope_scaling");
          rope.set("rope_theta", config.remove("rope_theta"));
          config.set("rope_parameters", rope);
        });
    assertThat(shape(source)).isEqualTo(expected);
    assertThat(expected.rotary().base()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({"mistral, null, 0", "mistral, 7, 7", "qwen2, 7, 0", "qwen2-sliding, 7, 7"})
  void aWindowSlidesWhereItIsSwitchedOn(String name, String value, int window) throws IOException {
    assertThat(shape(configured(name, "sliding_window", value)).window()).isEqualTo(window);
  }

  private Path slidingFrom(int layer) throws IOException {
    return configured(
        "qwen2-sliding",
        config -> {
          config.remove("layer_types");
          config.put("max_window_layers", layer);
        });
  }

  @Test
  void aWindowOfTheUpperLayersSlidesInNoneWhereThereAreNone() throws IOException {
    assertThat(shape(slidingFrom(2)).window()).isZero();
  }

  @Test
  void aWindowOfSomeLayersIsRefused() throws IOException {
    refused(slidingFrom(1), Choice.NONE, "[1] for [max_window_layers]; expected 0 or at least [2]");
  }

  @ParameterizedTest
  @CsvSource({"gpt2, NONE", "llama, TOKENS"})
  void anotherHeadIsRefused(String name, Task head) throws IOException {
    refused(
        ReferenceDecoder.write(name, folder),
        Choice.NONE.withHead(head),
        name + "] is a language model",
        "Leave out [--head " + head + "]");
  }

  @Test
  void whatIsSaidOfClassifiersIsRefused() throws IOException {
    refused(ReferenceDecoder.write("gpt2", folder), Choice.NONE.withPairs(true), "[--pairs]");
  }

  @Test
  void aTokenizerWithMorePiecesThanTheNetworkIsRefused() throws IOException {
    Path source = configured("gpt2", "vocab_size", "20");
    refused(source, Choice.NONE, source + "]", "[280]", "[20]");
  }

  @Test
  void endsThatAreNoNumbersAreRefused() throws IOException {
    Path source = ReferenceDecoder.write("gpt2", folder);
    ReferenceDecoder.change(
        source.resolve("generation_config.json"), json -> json.put("eos_token_id", "end"));
    refused(source, Choice.NONE, "generation_config.json] has [\"end\"] for [eos_token_id]");
  }

  private void refused(String name, Consumer<Map<String, Tensor>> change, String... parts)
      throws IOException {
    Path source = ReferenceDecoder.write(name, folder);
    Path file = source.resolve("model.safetensors");
    Map<String, Tensor> tensors =
        new HashMap<>(SafeTensors.read(ByteBuffer.wrap(Files.readAllBytes(file)), "weights"));
    change.accept(tensors);
    SafeTensorsWriter writer = new SafeTensorsWriter();
    tensors.forEach(
        (tensor, numbers) -> writer.add(tensor, TensorType.F32, numbers.floats(), numbers.shape()));
    Files.write(file, writer.toBytes());
    refused(source, Choice.NONE, parts);
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    refused(
        "llama",
        tensors -> tensors.remove("lm_head.weight"),
        "model.safetensors]: tensor [lm_head.weight] is missing, expected shape [339, 16]",
        "decoder of [2] layers of [16]");
  }

  @Test
  void aTensorOfAnotherShapeIsNamed() throws IOException {
    refused(
        "llama",
        tensors ->
            tensors.put(
                "model.layers.1.self_attn.k_proj.weight",
                tensors.get("model.layers.1.self_attn.q_proj.weight")),
        "tensor [layers.1.self_attn.k_proj.weight] has shape [16, 16], expected shape [8, 16]");
  }

  @Test
  void aTensorOfNoKnownLayerIsNamed() throws IOException {
    refused(
        "gpt2",
        tensors -> tensors.put("score.weight", tensors.get("transformer.wte.weight")),
        "has tensors [score.weight], which no decoder of its architecture has");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    refused(
        "gpt2",
        tensors -> {
          SafeTensorsWriter writer = new SafeTensorsWriter();
          float[] spoilt = new float[16];
          spoilt[3] = Float.NaN;
          writer.add("transformer.ln_f.bias", TensorType.F32, spoilt, 16);
          try {
            tensors.putAll(SafeTensors.read(ByteBuffer.wrap(writer.toBytes()), "spoilt"));
          } catch (BundleException e) {
            throw new AssertionError(e);
          }
        },
        "[transformer.ln_f.bias]",
        "infinite or NaN");
  }
}
