package org.neuralannotators.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/** TensorFlow wrote the checkpoint. */
class TensorBundleTest {
  private static final String DATA = "types.data-00000-of-00001";

  @TempDir private Path folder;
  private Path prefix;

  @BeforeEach
  void copy() throws IOException {
    for (String name : new String[] {"types.index", DATA}) {
      Files.copy(
          TensorFlowFiles.file(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    prefix = folder.resolve("types");
  }

  private void readAll() throws IOException {
    TensorBundle bundle = TensorBundle.open(prefix);
    for (String name : bundle.names()) {
      if (!name.matches("bool|string|partitioned")) {
        bundle.tensor(name);
      }
    }
  }

  private AbstractThrowableAssert<?, ?> assertRefused() {
    return assertThatThrownBy(this::readAll).isInstanceOf(BundleException.class);
  }

  @ParameterizedTest
  @CsvSource({"float32, F32", "float64, F64", "float16, F16", "bfloat16, BF16"})
  void floatsOfAllSizesAreRead(String name, TensorType type) throws IOException {
    Tensor tensor = TensorBundle.open(prefix).tensor(name);
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.shape()).containsExactly(1, 3);
    assertThat(tensor.floats()).containsExactly(0, 1, 3);
  }

  @ParameterizedTest
  @CsvSource({"int32, I32", "int64, I64", "uint8, U8"})
  void integersOfSomeSizesAreRead(String name, TensorType type) throws IOException {
    Tensor tensor = TensorBundle.open(prefix).tensor(name);
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.longs()).containsExactly(0, 1, 3);
  }

  @Test
  void aSingleNumberHasNoDimensions() throws IOException {
    Tensor tensor = TensorBundle.open(prefix).tensor("scalar");
    assertThat(tensor.shape()).isEmpty();
    assertThat(tensor.floats()).containsExactly(2.5f);
  }

  @Test
  void namesAreThoseOfTheVariables() throws IOException {
    assertThat(TensorBundle.open(prefix).names())
        .contains("float32", "string", "partitioned")
        .doesNotContain("");
  }

  @ParameterizedTest
  @CsvSource({"string, [7]", "bool, [10]", "partitioned, whole", "other, missing"})
  void whatCannotBeReadIsNamed(String name, String reason) throws IOException {
    TensorBundle bundle = TensorBundle.open(prefix);
    assertThatThrownBy(() -> bundle.tensor(name))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("[" + name + "]", prefix.toString(), reason);
  }

  @Test
  void numbersInSeveralFilesAreRead() throws IOException {
    TensorBundle bundle =
        TensorBundle.open(TensorFlowFiles.file("release").resolve("bert_model.ckpt"));
    for (String name : bundle.names()) {
      assertThat(bundle.tensor(name).size()).isPositive();
    }
    assertThat(bundle.tensor("bert/encoder/layer_1/intermediate/dense/kernel").shape())
        .containsExactly(8, 16);
  }

  @Test
  void anAlteredNumberIsRefusedWithTheNameOfItsTensor() throws IOException {
    byte[] data = Files.readAllBytes(folder.resolve(DATA));
    // Tensors lie in the order of their names.
    data[data.length - 1] ^= 1;
    Files.write(folder.resolve(DATA), data);
    assertRefused().hasMessageContainingAll("[uint8]", "checksum");
  }

  @Test
  void numbersCutShortAreRefused() throws IOException {
    byte[] data = Files.readAllBytes(folder.resolve(DATA));
    Files.write(folder.resolve(DATA), Arrays.copyOf(data, data.length - 1));
    assertRefused().hasMessageContainingAll("[uint8]", "cut short");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve(DATA));
    assertRefused().hasMessageContaining(DATA);
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.copy(
        folder.resolve(DATA), folder.resolve("types.index"), StandardCopyOption.REPLACE_EXISTING);
    assertRefused().hasMessageContaining("types.index");
  }

  @Test
  void aTableOfOthersIsRefused() throws IOException {
    Files.copy(
        TensorFlowFiles.file("plain.ldb"),
        folder.resolve("types.index"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused().hasMessageContaining("types.index");
  }

  private static byte[] header(int shards, int endianness) {
    return TableFile.bytes(
        output -> {
          output.writeInt32(1, shards);
          output.writeInt32(2, endianness);
        });
  }

  private static byte[] entry(long dimension, int shard, long offset, long size) {
    byte[] shape =
        TableFile.bytes(
            output -> {
              for (int i = 0; i < 2; i++) {
                output.writeByteArray(2, TableFile.bytes(inner -> inner.writeInt64(1, dimension)));
              }
            });
    return TableFile.bytes(
        output -> {
          output.writeInt32(1, 1);
          output.writeByteArray(2, shape);
          output.writeInt32(3, shard);
          output.writeInt64(4, offset);
          output.writeInt64(5, size);
        });
  }

  private void write(byte[] header, byte[] entry) throws IOException {
    byte[] block =
        TableFile.block(0, TableFile.entry(0, "", header), TableFile.entry(0, "tensor", entry));
    Files.write(folder.resolve("types.index"), new TableFile().data(block).toBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "4294967296, 0, 0, 0",
    "2147483647, 0, 0, 4611686014132420609",
    "2, 0, 0, 15",
    "2, 1, 0, 16",
    "2, -1, 0, 16",
    "2, 0, -8, 16",
    "2, 0, 9223372036854775807, 16",
    "-2, 0, 0, 16"
  })
  void placesThatCannotBeAreRefused(long dimension, int shard, long offset, long size)
      throws IOException {
    write(header(1, 0), entry(dimension, shard, offset, size));
    assertRefused().hasMessageContaining("types");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 2, Integer.MAX_VALUE})
  void aNumberOfFilesThatAreNotThereIsRefused(int shards) throws IOException {
    write(header(shards, 0), entry(2, 0, 0, 16));
    assertRefused().hasMessageContaining("types");
  }

  @Test
  void anotherByteOrderIsRefused() throws IOException {
    write(header(1, 1), entry(2, 0, 0, 16));
    assertRefused().hasMessageContaining("little-endian");
  }

  @Test
  void entriesThatAreNoMessagesAreRefused() throws IOException {
    write(header(1, 0), new byte[] {-1, -1, -1});
    assertRefused().hasMessageContaining("types.index");
  }
}
