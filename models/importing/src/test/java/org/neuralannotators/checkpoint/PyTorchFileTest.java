package org.neuralannotators.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
      } catch (BundleException e) {
        assertThat(e).hasMessageContaining(damaged.toString()).hasMessageNotContaining("null");
      }
    }
  }

  /** Each would recurse without end, take exponential time, or escape as another error. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // A list that is appended to is a tuple, which can't be.
        ")Na.",
        // A list that holds itself as the key of a dictionary, and one as a name.
        "}]q\0h\0aNs.",
        "]q\0]h\0aq\1h\0h\1aX\1\0\0\0w\u0093.",
      })
  void picklesOfWrongTypesAreRefused(String pickle) {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> TensorPickle.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged pickle");
  }

  @Test
  void aListOfListsTwiceInEachOtherIsNoKey() {
    StringBuilder pickle = new StringBuilder("}]q\0");
    for (char i = 1; i < 100; i++) {
      char before = (char) (i - 1);
      pickle.append("]h" + before + "ah" + before + "aq" + i);
    }
    pickle.append("}hcNs.");
    byte[] bytes = pickle.toString().getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> TensorPickle.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged pickle");
  }

  @ParameterizedTest
  @CsvSource({
    // elements, offset, length, stride
    "2305843009213693952, 5, 2, 1",
    "1, 0, 400000000, 0",
    "4, 2000000000, 0, 1",
  })
  void tensorsThatTheStorageHasNotAreRefused(long elements, long offset, long length, long stride)
      throws IOException {
    Path file = zip(false, pickle(elements, offset, length, stride));
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aDictionaryThatIsItsOwnModelIsRefused() throws IOException {
    Path file = zip(false, "}q\0X\5\0\0\0modelh\0s.".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("no tensors");
  }

  /** PyTorch never compresses; a few kilobytes could unfold to any size. */
  @Test
  void aCompressedPickleIsRefused() throws IOException {
    Path file = zip(true, pickle(1, 0, 1, 1));
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("compressed entry [a/data.pkl]");
  }

  @Test
  void keysThatAreNoListAreRefused() throws IOException {
    byte[] sound = Files.readAllBytes(file("legacy.bin"));
    Path file = folder.resolve("keys.bin");
    byte[] pickles = "N.N.".getBytes(StandardCharsets.ISO_8859_1);
    byte[] tensor = pickle(1, 0, 1, 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(sound, 0, 15);
    bytes.writeBytes(pickles);
    bytes.writeBytes(tensor);
    bytes.writeBytes("}.".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(file, bytes.toByteArray());
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(file.toString());
  }

  /** A dictionary with one tensor, w, of storage 0. */
  private static byte[] pickle(long elements, long offset, long length, long stride) {
    return ("}X\1\0\0\0w"
            + "ctorch._utils\n_rebuild_tensor_v2\n"
            + "((X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0"
            + "0X\3\0\0\0cpu"
            + number(elements)
            + "tQ"
            + number(offset)
            + number(length)
            + "\u0085"
            + number(stride)
            + "\u0085\u0089}tRs.")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String number(long value) {
    StringBuilder number = new StringBuilder("\u008A\u0008");
    for (int i = 0; i < Long.BYTES; i++) {
      number.append((char) ((value >>> (8 * i)) & 0xFF));
    }
    return number.toString();
  }

  /** As torch.save writes it, with a storage of four floats. */
  private Path zip(boolean compressed, byte[] pickle) throws IOException {
    Path file = folder.resolve("made.bin");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      add(zip, "a/data.pkl", compressed, pickle);
      add(zip, "a/data/0", false, new byte[16]);
    }
    return file;
  }

  private static void add(ZipOutputStream zip, String name, boolean compressed, byte[] bytes)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (!compressed) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  @Test
  void aSoundPickleOfThisKindIsRead() throws IOException {
    assertThat(PyTorchFile.read(zip(false, pickle(4, 1, 3, 1))).get("w").floats())
        .containsExactly(0, 0, 0);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.bin"), "no tensors here");
    assertThatThrownBy(() -> PyTorchFile.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll(file.toString(), "neither the beginning of a zip");
  }
}
