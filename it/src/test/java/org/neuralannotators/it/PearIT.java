package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.uima.pear.tools.PackageInstaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PEAR that the build of annotators/uima makes. */
class PearIT {
  private static final File PEAR =
      Path.of("../annotators/uima/target/neural-annotators-uima.pear").toFile();
  private static final String TEXT = "Angela Merkel was born in Hamburg.";
  private static final List<String> ENTITIES = List.of("Angela Merkel PER", "Hamburg LOC");

  @TempDir private File folder;

  @Test
  void uimaInstallsAndVerifiesIt() throws Exception {
    assertThat(PackageInstaller.installPackage(folder, PEAR, true).getRootDirectory()).exists();
  }

  @Test
  void twoOfThemRunInOneApplication() throws Exception {
    assertThat(PearRunner.run(PEAR, folder, 2, TEXT)).containsExactly(ENTITIES, ENTITIES);
  }

  @Test
  void runsBesideAnotherApplicationWithItsOwnNd4j() throws Exception {
    PearRunner.run(PEAR, folder, 1, TEXT);

    assertThat(runInAnApplicationOfItsOwn(library -> !library.startsWith("neural-annotators-")))
        .isEqualTo(List.of(ENTITIES));
  }

  @Test
  void saysThatTheApplicationHasNoNd4j() {
    assertThatThrownBy(
            () ->
                runInAnApplicationOfItsOwn(
                    library -> library.matches("(uimaj-core|slf4j-api|test-classes).*")))
        .hasStackTraceContaining("Put org.nd4j:nd4j-native")
        .hasStackTraceContaining("a PEAR takes ND4J from there");
  }

  /**
   * Runs one PEAR in a class loader that shares no library with this test.
   *
   * @param libraries which files of the class path the application has
   */
  private Object runInAnApplicationOfItsOwn(Predicate<String> libraries) throws Exception {
    ClassLoader caller = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader application =
        new URLClassLoader(classPath(libraries), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(application);
      return application
          .loadClass(PearRunner.class.getName())
          .getMethod("run", File.class, File.class, int.class, String.class)
          .invoke(null, PEAR, new File(folder, "application"), 1, TEXT);
    } finally {
      Thread.currentThread().setContextClassLoader(caller);
    }
  }

  private static URL[] classPath(Predicate<String> libraries) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String library : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(library);
      if (libraries.test(path.getFileName().toString())) {
        urls.add(path.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
