package org.neuralannotators.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

class HuggingFaceWeightsTest {
  @TempDir private Path folder;

  private void write(String file, String tensor, float... numbers) throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    writer.add(tensor, TensorType.F32, numbers, numbers.length);
    Files.write(folder.resolve(file), writer.toBytes());
  }

  private void index(String places) throws IOException {
    Files.writeString(
        folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + places + "}}");
  }

  private Map<String, Tensor> read() throws IOException {
    return HuggingFaceWeights.read(HuggingFaceWeights.in(folder).orElseThrow());
  }

  @Test
  void readsAllShardsOfAnIndex() throws IOException {
    write("one.safetensors", "a", 1, 2);
    write("two.safetensors", "b", 3);
    index("\"a\": \"one.safetensors\", \"b\": \"two.safetensors\"");

    Map<String, Tensor> tensors = read();

    assertThat(tensors.keySet()).containsExactly("a", "b");
    assertThat(tensors.get("a").floats()).containsExactly(1, 2);
    assertThat(tensors.get("b").floats()).containsExactly(3);
  }

  @Test
  void readsPyTorchsFileWithoutItsIntegersWhereThereIsNoOther() throws IOException {
    try (InputStream input = getClass().getResourceAsStream("tensors.bin")) {
      Files.write(folder.resolve("pytorch_model.bin"), input.readAllBytes());
    }

    assertThat(read()).containsKeys("base", "half").doesNotContainKeys("long", "bool");

    write("model.safetensors", "a", 1);
    assertThat(read().keySet()).containsExactly("a");
  }

  @Test
  void folderWithoutWeightsHasNone() {
    assertThat(HuggingFaceWeights.in(folder)).isEmpty();
  }

  @Test
  void missingShardsAndTensorsAreNamed() throws IOException {
    write("one.safetensors", "a", 1);

    index("\"a\": \"one.safetensors\", \"b\": \"two.safetensors\"");
    refuses("names the file [two.safetensors]");
    index("\"a\": \"one.safetensors\", \"b\": \"one.safetensors\"");
    refuses("puts tensor [b] into [one.safetensors], which has [a]");
    index("\"a\": \"../one.safetensors\"");
    refuses("names the file [../one.safetensors]");
    index("\"a\": \"one\\u0000.safetensors\"");
    refuses("names the file [one");
    index("");
    refuses("has no [weight_map]");
  }

  private void refuses(String found) {
    assertThatThrownBy(this::read)
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("model.safetensors.index.json]", found);
  }
}
