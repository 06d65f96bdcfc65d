package org.neuralannotators.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {
  @TempDir private Path folder;

  /** The header is worked by hand from the format's description. */
  @Test
  void readsFileMadeByHand() throws IOException {
    byte[] file =
        file(
            """
            {"__metadata__":{"format":"pt"},
             "a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
             "b":{"dtype":"U8","shape":[],"data_offsets":[8,9]},
             "none":{"dtype":"I64","shape":[0,7],"data_offsets":[9,9]}}""",
            new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0, (byte) 200});
    Path path = folder.resolve("x.safetensors");
    Files.write(path, file);
    Map<String, Tensor> tensors = SafeTensors.read(path);
    assertThat(tensors).containsOnlyKeys("a", "b", "none");
    assertThat(tensors.get("a").floats()).containsExactly(1, -2);
    assertThat(tensors.get("a").shape()).containsExactly(2, 1);
    assertThat(tensors.get("b").ints()).containsExactly(200);
    assertThat(tensors.get("none").longs()).isEmpty();
  }

  @Test
  void readsWhatAPartOfABufferHas() throws IOException {
    byte[] file = new SafeTensorsWriter().add("longs", new long[] {7}).toBytes();
    byte[] around = Arrays.copyOf(new byte[5], file.length + 9);
    System.arraycopy(file, 0, around, 5, file.length);

    Map<String, Tensor> tensors = SafeTensors.read(ByteBuffer.wrap(around, 5, file.length), "part");

    assertThat(tensors.get("longs").longs()).containsExactly(7);
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    byte[] file =
        new SafeTensorsWriter()
            .add("f32", TensorType.F32, new float[] {1, 0.1f, 3, 4, 5, 6}, 2, 3)
            .add("f16", TensorType.F16, new float[] {1, 2, 0.1f}, 3)
            .add("bf16", TensorType.BF16, new float[] {1, 2, 0.1f}, 3)
            .add("doubles", new double[] {0.1}, 1)
            .add("ints", new int[] {-1, Integer.MAX_VALUE}, 2)
            .add("longs", new long[] {Long.MIN_VALUE})
            .toBytes();
    Map<String, Tensor> tensors = read(file);
    assertThat(tensors.get("f32").floats()).containsExactly(1, 0.1f, 3, 4, 5, 6);
    assertThat(tensors.get("f16").floats()).containsExactly(1, 2, 0.099975586f);
    assertThat(tensors.get("bf16").doubles()).containsExactly(1, 2, 0.10009765625);
    assertThat(tensors.get("doubles").doubles()).containsExactly(0.1);
    assertThat(tensors.get("doubles").floats()).containsExactly(0.1f);
    assertThat(tensors.get("ints").ints()).containsExactly(-1, Integer.MAX_VALUE);
    assertThat(tensors.get("longs").longs()).containsExactly(Long.MIN_VALUE);
    assertThat(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void orderOfAddingDoesNotMatter() {
    byte[] one =
        new SafeTensorsWriter().add("a", new int[] {1}, 1).add("b", new long[] {2}, 1).toBytes();
    byte[] other =
        new SafeTensorsWriter().add("b", new long[] {2}, 1).add("a", new int[] {1}, 1).toBytes();
    assertThat(one).isEqualTo(other);
  }

  @Test
  void readsHalvesInChunks() throws IOException {
    float[] values = new float[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2048;
    }
    byte[] file = new SafeTensorsWriter().add("x", TensorType.F16, values, 100, 200).toBytes();
    assertThat(read(file).get("x").floats()).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{} x",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F31','shape':[2],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[2]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[-2,-1],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
            + "'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
      })
  void unsoundHeaderIsRefused(String header) {
    byte[] file = file(header.replace('\'', '"'), new byte[8]);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("[x.safetensors] ");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 9, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void headerLongerThanTheFileIsRefused(long length) {
    byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] file = new SafeTensorsWriter().add("a", new int[] {1, 2}, 2).toBytes();
    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(BundleException.class);
    }
  }

  @Test
  void wrongUseIsNamed() throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter().add("a", new int[] {1}, 1);
    Tensor tensor = read(writer.toBytes()).get("a");
    assertThatThrownBy(tensor::floats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[a] is of type [I32]");
    assertThatThrownBy(() -> tensor.requireShape(1, 1))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("shape [1], expected [1, 1]");
    assertThatThrownBy(() -> writer.add("a", new int[] {1}, 1)).hasMessageContaining("[a]");
    assertThatThrownBy(() -> writer.add("b", new int[] {1}, 2)).hasMessageContaining("[b]");
    assertThatThrownBy(() -> writer.add("c", TensorType.I32, new float[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Tensor> read(byte[] file) throws BundleException {
    return SafeTensors.read(ByteBuffer.wrap(file), "x.safetensors");
  }

  private static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
