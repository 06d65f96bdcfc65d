package org.neuralannotators.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/** The files are PyTorch's; see {@code it/src/reference}. */
class PyTorchFileTest {
  @TempDir private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream input = PyTorchFileTest.class.getResourceAsStream(name)) {
      Files.write(file, input.readAllBytes());
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensors.bin", "legacy.bin"})
  void readsTensorsOfAllTypesAndViews(String name) throws IOException {
    Map<String, Tensor> tensors = PyTorchFile.read(file(name));

    assertThat(tensors.keySet())
        .containsExactly(
            "base",
            "transposed",
            "part",
            "tied",
            "half",
            "bfloat",
            "double",
            "long",
            "bool",
            "empty",
            "parameter");
    float[] base = {0, 0.25f, 0.5f, 0.75f, 1, 1.25f, 1.5f, 1.75f, 2, 2.25f, 2.5f, 2.75f};
    assertThat(tensors.get("base").floats()).containsExactly(base);
    assertThat(tensors.get("base").shape()).containsExactly(3, 4);
    assertThat(tensors.get("tied").floats()).containsExactly(base);
    assertThat(tensors.get("transposed").shape()).containsExactly(4, 3);
    assertThat(tensors.get("transposed").floats()).startsWith(0, 1, 2, 0.25f, 1.25f, 2.25f);
    assertThat(tensors.get("part").floats()).containsExactly(1.5f, 1.75f, 2.5f, 2.75f);
    assertThat(tensors.get("half").floats()).containsExactly(1.5f, -2.25f);
    assertThat(tensors.get("bfloat").type()).isEqualTo(TensorType.BF16);
    assertThat(tensors.get("bfloat").floats()).containsExactly(0.5f, 3);
    assertThat(tensors.get("double").doubles()).containsExactly(2.5);
    assertThat(tensors.get("double").shape()).isEmpty();
    assertThat(tensors.get("long").longs()).containsExactly(0, 1, 2);
    assertThat(tensors.get("bool").type().isInteger()).isTrue();
    assertThat(tensors.get("empty").floats()).isEmpty();
    assertThat(tensors.get("parameter").floats()).containsExactly(7, -8);
  }

  @Test
  void findsTheTensorsOfATrainersCheckpoint() throws IOException {
    assertThat(PyTorchFile.read(file("checkpoint.bin")).keySet()).containsExactly("weight", "bias");
  }

  @ParameterizedTest
  @CsvSource({
    "object.bin, [__main__.Anything]",
    "module.bin, [torch.nn.modules.linear.Linear]",
  })
  void objectsThatAreNoTensorsAreRefusedByName(String name, String object) throws IOException {
    Path file = file(name);
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(file.toString(), object, "expected tensors");
  }

  @Test
  void nothingIsRun() {
    byte[] pickle = "cos\nsystem\n(X\u0004\0\0\0echotR.".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> TensorPickle.read(new ByteArrayInputStream(pickle)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[os.system]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensors.bin", "legacy.bin"})
  void damagedFilesAreRefusedOrReadButNeverBreak(String name) throws IOException {
    byte[] sound = Files.readAllBytes(file(name));
    Random random = new Random(4);
    Path damaged = folder.resolve("damaged.bin");
    for (int i = 0; i < 400; i++) {
      byte[] bytes = Arrays.copyOf(sound, i % 2 == 0 ? random.nextInt(sound.length) : sound.length);
      for (int k = 0; k < 1 + random.nextInt(4) && bytes.length > 0; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try {
        PyTorchFile.read(damaged).values().forEach(Tensor::size);
      } catch (IOException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.bin"), "no tensors here");
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(file.toString(), "neither the beginning of a zip");
  }
}
