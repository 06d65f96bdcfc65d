package org.neuralannotators.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.label.TagScheme;

class ModelBundleTest {
  @TempDir private Path folder;
  private Path bundle;

  @BeforeEach
  void writeBundle() throws IOException {
    bundle = TestBundles.write(folder.resolve("tiny"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "other.zip"})
  void readsWhatWasWritten(String name) throws IOException {
    try (ModelBundle read = ModelBundle.open(TestBundles.write(folder.resolve(name)))) {
      ModelManifest manifest = read.manifest();
      assertThat(manifest.withFiles(TestBundles.manifest().files()))
          .isEqualTo(TestBundles.manifest());
      assertThat(manifest.tagScheme()).isEqualTo(TagScheme.BIOES);
      assertThat(manifest.labels()).containsExactly("PER", "LOC");
      assertThat(manifest.network().get("units").intValue()).isEqualTo(3);
      assertThat(read.lines("words.txt")).containsExactly("a", "b");
      assertThat(read.bytes("words.txt")).isEqualTo("a\nb\n".getBytes(UTF_8));
      assertThat(read.tensors("weights/all.safetensors").get("w").floats()).containsExactly(1, 2);
      read.requireKind(TestBundles.KIND);
    }
  }

  @Test
  void missingBundleIsRefused() {
    assertRefused(folder.resolve("none"), "no model bundle at");
  }

  @Test
  void folderWithoutManifestIsRefused() throws IOException {
    Files.delete(bundle.resolve("manifest.json"));
    assertRefused(bundle, "no [manifest.json]");
  }

  @Test
  void missingFileIsNamed() throws IOException {
    Files.delete(bundle.resolve("words.txt"));
    assertRefused(bundle, "no file [words.txt]");
  }

  @Test
  void fileThatWasCutShortIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(bundle.resolve("words.txt"));
    Files.write(bundle.resolve("words.txt"), Arrays.copyOf(bytes, 2));
    assertRefused(bundle, "[words.txt] of bundle [" + bundle.toRealPath() + "] is cut short");
  }

  @Test
  void alteredFileIsNamed() throws IOException {
    Files.writeString(bundle.resolve("words.txt"), "a\nc\n");
    assertRefused(bundle, "File [words.txt]");
  }

  @Test
  void anotherKindIsRefused() throws IOException {
    try (ModelBundle read = ModelBundle.open(bundle)) {
      assertThatThrownBy(() -> read.requireKind("translator"))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("kind [test-tagger], expected [translator]");
    }
  }

  @Test
  void newerFormatIsRefusedWhateverElseItSays() throws IOException {
    Files.writeString(
        bundle.resolve("manifest.json"),
        """
        {"formatVersion": 3, "kind": {"new": "form"}, "name": "x", "files": []}""");
    assertRefused(bundle, "format version [3], expected at most [2]; use a newer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1]", "{\"formatVersion\": 1, \"kind\": \"x\", \"name\": \"x\"}"})
  void unsoundManifestIsRefused(String json) throws IOException {
    Files.writeString(bundle.resolve("manifest.json"), json);
    assertRefused(bundle, "The manifest of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"formatVersion", "kind", "name", "files"})
  void missingFieldIsNamed(String field) throws IOException {
    changeManifest("\"" + field + "\"", "\"renamed\"");
    assertRefused(bundle, "no field [" + field + "]");
  }

  @Test
  void wrongTypeOrSchemeIsRefused() throws IOException {
    changeManifest("\"BIOES\"", "\"BOIES\"");
    assertRefused(bundle, "BOIES");
  }

  @Test
  void unknownFieldsAreIgnored() throws IOException {
    changeManifest("\"kind\"", "\"future\": {\"a\": 1}, \"kind\"");
    ModelBundle.open(bundle).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../words.txt", "/etc/passwd", "a/../../words.txt", "C:words.txt", ""})
  void namesOutsideTheBundleAreRefused(String name) throws IOException {
    changeManifest("\"words.txt\"", "\"" + name + "\"");
    assertRefused(bundle, "[" + name + "] outside itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/evil", "a/../../evil", "..\\evil"})
  void zipEntriesOutsideTheBundleAreRefused(String name) throws IOException {
    Path zip = folder.resolve("evil.zip");
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
      output.putNextEntry(new ZipEntry(name));
      output.write(1);
    }
    assertRefused(zip, "[" + name + "] outside itself");
  }

  @Test
  void whatIsNoZipFileIsRefused() throws IOException {
    assertRefused(bundle.resolve("words.txt"), "isn't a zip file");
    Path zip = TestBundles.write(folder.resolve("cut.zip"));
    Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 500));
    assertRefused(zip, "isn't a zip file or is cut short");
  }

  @Test
  void zipEntryWhoseNameIsNotUtf8IsRefused() throws URISyntaxException {
    // Found by the fuzzer: Java opens this one, but can't read all names.
    URI zip = ModelBundleTest.class.getResource("name-not-utf8.zip").toURI();
    assertRefused(Path.of(zip), "isn't UTF-8");
  }

  @Test
  void zipEntryThatEndsTooEarlyIsNamed() throws IOException {
    Path zip = folder.resolve("early.zip");
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
      output.putNextEntry(new ZipEntry("manifest.json"));
      output.write("{}".getBytes(UTF_8));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(zip)).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(bytes.capacity() - 6);
    int compressedSize = 20;
    bytes.putInt(directory + compressedSize, 1);
    Files.write(zip, bytes.array());
    assertRefused(zip, "File [manifest.json]");
  }

  @Test
  void alteredZipEntryIsNamed() throws IOException {
    Path zip = folder.resolve("altered.zip");
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
      output.putNextEntry(new ZipEntry("manifest.json"));
      output.write(Files.readAllBytes(bundle.resolve("manifest.json")));
      output.putNextEntry(new ZipEntry("weights/all.safetensors"));
      output.write(1);
    }
    assertRefused(zip, "File [weights/all.safetensors]");
  }

  @Test
  void fileThatTheBundleLacksIsNamed() throws IOException {
    try (ModelBundle read = ModelBundle.open(bundle)) {
      assertThatThrownBy(() -> read.bytes("chars.txt"))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("[chars.txt]")
          .hasMessageContaining("words.txt");
    }
  }

  @Test
  void closedBundleSaysSo() throws IOException {
    ModelBundle read = ModelBundle.open(bundle);
    read.close();
    read.close();
    assertThatThrownBy(() -> read.bytes("words.txt")).isInstanceOf(IllegalStateException.class);
  }

  private void changeManifest(String from, String to) throws IOException {
    Path manifest = bundle.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace(from, to));
  }

  private static void assertRefused(Path bundle, String message) {
    assertThatThrownBy(() -> ModelBundle.open(bundle))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(message);
  }
}
