package org.neuralannotators.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;

class UnpackedZipTest {
  @TempDir private Path folder;

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private UnpackedZip open(byte[] file) throws IOException {
    return UnpackedZip.open(Files.write(folder.resolve("test.jar"), file));
  }

  @Test
  void aZipInAJarIsAFolderAndADeeperOneAFile() throws IOException {
    byte[] deepest = zip(Map.of("c", new byte[] {3}));
    byte[] inner = zip(Map.of("a/b", new byte[] {2}, "deepest", deepest));
    Path unpacked;
    try (UnpackedZip zip = open(zip(Map.of("x/model", inner, "empty", new byte[0])))) {
      unpacked = zip.folder();
      assertThat(unpacked.resolve("x/model/a/b")).hasBinaryContent(new byte[] {2});
      assertThat(unpacked.resolve("x/model/deepest")).hasBinaryContent(deepest);
      assertThat(unpacked.resolve("empty")).isEmptyFile();
    }
    assertThat(unpacked).doesNotExist();
  }

  @Test
  void anotherFileIsRefused() {
    for (byte[] other : new byte[][] {{}, {'P', 'K'}, new byte[100]}) {
      assertThatThrownBy(() -> open(other))
          .isInstanceOf(BundleException.class)
          .hasMessageContainingAll("test.jar]", "isn't a zip");
    }
  }

  @Test
  void aFileCutShortInAnEntryIsRefused() throws IOException {
    byte[] file = zip(Map.of("x", "a word and another".getBytes(UTF_8)));
    assertThatThrownBy(() -> open(Arrays.copyOf(file, 40)))
        .isInstanceOf(BundleException.class)
        .hasMessageContainingAll("test.jar]", "cut short");
  }

  @Test
  void anAlteredEntryIsRefused() throws IOException {
    byte[] file = zip(Map.of("x", new byte[] {1, 2, 3, 4}));
    // Behind the local header of 30 bytes and the name; the first bits say how it is compressed.
    file[33] ^= 1;
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("altered");
  }

  @Test
  void anEntryOutsideOfTheFolderIsRefused() throws IOException {
    byte[] file = zip(Map.of("../escaped", new byte[1]));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[../escaped]");
  }
}
