package org.neuralannotators.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.BundleException;

class OnnxModelTest {
  @TempDir private Path folder;

  private static OnnxModel read(byte[] file) throws BundleException {
    return OnnxModel.read(ByteBuffer.wrap(file), "test.onnx");
  }

  @Test
  void tensorsAndNodesAreRead() throws BundleException {
    OnnxModel model =
        read(
            new OnnxFile()
                .tensor("raw", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
                .packedTensor("packed", new float[] {-1, 0.5f}, 1, 2)
                .number("number", 0.25f)
                .integers("shape", 0, -1, 12)
                .node("MatMul", "product", "input", "raw")
                .toBytes());
    assertThat(model.tensors()).containsOnlyKeys("raw", "packed");
    assertThat(model.tensors().get("raw").shape()).containsExactly(2, 3);
    assertThat(model.tensors().get("raw").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(model.tensors().get("packed").shape()).containsExactly(1, 2);
    assertThat(model.tensors().get("packed").floats()).containsExactly(-1, 0.5f);
    assertThat(model.nodes()).hasSize(3);
    assertThat(model.nodes().get(0).value().floats()).containsExactly(0.25f);
    assertThat(model.nodes().get(1).value().longs()).containsExactly(0, -1, 12);
    assertThat(model.nodes().get(2))
        .isEqualTo(
            new OnnxNode(
                "",
                "",
                "MatMul",
                List.of("input", "raw"),
                List.of("product"),
                Map.of(),
                Map.of(),
                null));
  }

  @Test
  void aFileCutShortAnywhereIsRefused() {
    byte[] file =
        new OnnxFile()
            .node("MatMul", "product", "input", "raw")
            .tensor("raw", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
            .toBytes();
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("[test.onnx]");
    }
  }

  @Test
  void noiseIsRefused() {
    for (int seed = 0; seed < 200; seed++) {
      byte[] noise = new byte[300];
      new Random(seed).nextBytes(noise);
      assertThatThrownBy(() -> read(noise)).isInstanceOf(BundleException.class);
    }
  }

  @Test
  void numbersThatDoNotFitTheShapeAreRefused() {
    byte[] file = new OnnxFile().tensor("weights", new float[] {1, 2, 3}, 2, 2).toBytes();
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[weights]", "[2, 2]", "[12]", "[16]");
  }

  @Test
  void aShapeBeyondAllMemoryIsRefused() {
    byte[] file = new OnnxFile().tensor("weights", new float[1], 1L << 40, 1L << 40).toBytes();
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[test.onnx]");
  }

  @Test
  void tensorsMayLieInAnotherFileBesideIt() throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(4, 2)
            .putFloat(8, 3)
            .array();
    Files.write(folder.resolve("all.data"), bytes);
    OnnxFile file = new OnnxFile().node("Relu", "y", "x").externalTensor("w", 2, "all.data", 4);
    Path model = Files.write(folder.resolve("test.onnx"), file.toBytes());
    assertThat(OnnxModel.read(model).tensors().get("w").floats()).containsExactly(2, 3);
  }

  @ParameterizedTest
  @CsvSource({
    "2, all.data, 8, cut short",
    "4, all.data, 0, cut short",
    "2, all.data, -1, [-1] for [offset]",
    "2, other.data, 0, isn't beside it",
    "2, ../all.data, 0, isn't beside it"
  })
  void tensorsThatTheOtherFileHasNotAreRefused(
      int length, String location, long offset, String named) throws IOException {
    Files.write(folder.resolve("all.data"), new byte[12]);
    byte[] bytes =
        new OnnxFile()
            .node("Relu", "y", "x")
            .externalTensor("w", length, location, offset)
            .toBytes();
    Path model = Files.write(folder.resolve("test.onnx"), bytes);
    assertThatThrownBy(() -> OnnxModel.read(model))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("test.onnx", "[w]", named);
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("isn't beside it");
  }
}
