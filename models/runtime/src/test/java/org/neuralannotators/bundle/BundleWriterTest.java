package org.neuralannotators.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleWriterTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "tiny.zip"})
  void replacesTheWholeBundle(String name) throws IOException {
    Path target = TestBundles.write(folder.resolve(name));
    new BundleWriter().add("new.txt", new byte[] {'x'}).write(target, TestBundles.manifest());
    try (ModelBundle bundle = ModelBundle.open(target)) {
      assertThat(bundle.manifest().files()).containsOnlyKeys("new.txt");
    }
    assertThat(children()).containsExactly(target);
    assertThat(Files.exists(target.resolve("words.txt"))).isFalse();
  }

  @Test
  void equalBundlesAreEqualFiles() throws IOException {
    Path one = TestBundles.write(folder.resolve("one.zip"));
    Path other = TestBundles.write(folder.resolve("other.zip"));
    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void folderOfOtherThingsIsNotReplaced() throws IOException {
    Path mine = Files.writeString(folder.resolve("letter.txt"), "mine");
    assertThatThrownBy(() -> TestBundles.write(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("isn't replaced");
    assertThat(mine).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "tiny.zip"})
  void failedWriteLeavesTheOldBundle(String name) throws IOException {
    Path target = TestBundles.write(folder.resolve(name));
    // No file system takes a name of 300 characters: the disk refuses in the middle of the bundle.
    BundleWriter writer = TestBundles.writer().add("x".repeat(300), new byte[1]);
    if (name.endsWith(".zip")) {
      writer.add("y".repeat(70_000), new byte[1]);
    }
    assertThatThrownBy(() -> writer.write(target, TestBundles.manifest()))
        .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
    ModelBundle.open(target).close();
    assertThat(children()).containsExactly(target);
  }

  @Test
  void placeThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> TestBundles.write(file.resolve("tiny")))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "", "manifest.json", "words.txt"})
  void badNamesAreRefused(String name) {
    BundleWriter writer = TestBundles.writer();
    assertThatThrownBy(() -> writer.add(name, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[" + name + "]");
  }

  private List<Path> children() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
