package org.neuralannotators.bundle.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.ModelBundle;
import org.neuralannotators.bundle.TestBundles;

class ModelRepositoryTest {
  @TempDir private Path folder;
  private Path home;
  private Path classes;
  private URLClassLoader loader;
  private ModelRepository repository;

  @BeforeEach
  void makeRepository() throws MalformedURLException {
    home = folder.resolve("home");
    classes = folder.resolve("classes");
    loader = new URLClassLoader(new URL[] {url(classes)}, null);
    repository = new ModelRepository(home, List.of(loader));
  }

  private static URL url(Path path) throws MalformedURLException {
    // A URL of a folder needs the slash, also when the folder isn't there yet.
    return new URL(path.toUri() + (path.toUri().toString().endsWith("/") ? "" : "/"));
  }

  @AfterEach
  void closeLoader() throws IOException {
    loader.close();
  }

  @Test
  void opensPathsAndNames() throws IOException {
    Path path = TestBundles.write(folder.resolve("somewhere/tiny"));
    TestBundles.write(home.resolve("in-home"));
    TestBundles.write(home.resolve("zipped.zip"));
    TestBundles.write(classes.resolve("org/neuralannotators/bundles/on-class-path"));
    for (String location :
        new String[] {
          path.toString(),
          "in-home",
          "zipped",
          "zipped.zip",
          "on-class-path",
          "classpath:org/neuralannotators/bundles/on-class-path",
          "classpath:/org/neuralannotators/bundles/on-class-path/manifest.json"
        }) {
      try (ModelBundle bundle = repository.open(location)) {
        assertThat(bundle.lines("words.txt")).as(location).containsExactly("a", "b");
      }
      assertThat(repository.manifest(location).name()).isEqualTo("tiny");
    }
  }

  @Test
  void opensBundleInJar() throws IOException {
    Path jar = folder.resolve("bundles.jar");
    Path tiny = TestBundles.write(folder.resolve("tiny"));
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"));
        Stream<Path> files = Files.walk(tiny)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path entry = zip.getPath("models/tiny/" + tiny.relativize(file));
        Files.createDirectories(entry.getParent());
        Files.copy(file, entry);
      }
    }
    try (URLClassLoader jars = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        ModelBundle bundle =
            new ModelRepository(home, List.of(jars)).open("classpath:models/tiny")) {
      assertThat(bundle.lines("words.txt")).containsExactly("a", "b");
    }
  }

  @Test
  void listsHomeThenClassPath() throws IOException {
    assertThat(repository.list()).isEmpty();
    TestBundles.write(home.resolve("b.zip"));
    TestBundles.write(home.resolve("a"));
    Files.createDirectories(home.resolve("no-bundle"));
    Path index = classes.resolve("META-INF/neural-annotators/bundles.txt");
    Files.createDirectories(index.getParent());
    Files.writeString(index, "c\na\n\n");
    assertThat(repository.list())
        .containsExactly(
            new ModelRepository.Entry("a", home.resolve("a").toString()),
            new ModelRepository.Entry("b", home.resolve("b.zip").toString()),
            new ModelRepository.Entry("c", "classpath:org/neuralannotators/bundles/c"));
  }

  @Test
  void formerNameOpensTheBundleOfNow() throws IOException {
    TestBundles.write(classes.resolve("org/neuralannotators/bundles/now"));
    Path index = classes.resolve("META-INF/neural-annotators/bundles.txt");
    Files.createDirectories(index.getParent());
    Files.writeString(index, "now\nformer = now\nlost = gone\n");
    assertThat(repository.manifest("former").name()).isEqualTo("tiny");
    assertThat(repository.list()).extracting(ModelRepository.Entry::name).containsExactly("now");
    assertThatThrownBy(() -> repository.open("lost"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[lost]");
  }

  @Test
  void missingBundleErrorSaysWhereItLooked() {
    assertThatThrownBy(() -> repository.open("no-such-model"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[no-such-model]")
        .hasMessageContaining(home.toString())
        .hasMessageContaining("[org/neuralannotators/bundles/no-such-model]");
    assertThatThrownBy(() -> repository.open("./no/such"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("no/such");
    assertThatThrownBy(() -> repository.open("classpath:no/such"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[no/such/manifest.json]");
    assertThatThrownBy(() -> repository.open("a\0b")).isInstanceOf(BundleException.class);
  }
}
