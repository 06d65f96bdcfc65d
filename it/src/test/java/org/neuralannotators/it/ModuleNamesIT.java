package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jars that the build makes, as an application with modules takes them. */
class ModuleNamesIT {
  private static final int FOLDERS_DEEP = 4;

  private Set<ModuleDescriptor> modules;

  @BeforeEach
  void findModules() throws IOException {
    List<Path> jars;
    try (Stream<Path> files =
        Files.find(Path.of(".."), FOLDERS_DEEP, (file, kind) -> isJar(file))) {
      jars = files.toList();
    }
    assumeFalse(jars.isEmpty(), "nothing is built");
    modules =
        ModuleFinder.of(jars.toArray(Path[]::new)).findAll().stream()
            .map(ModuleReference::descriptor)
            .collect(Collectors.toSet());
    assertThat(modules).as("a name for each of %s", jars).hasSameSizeAs(jars);
  }

  /** Of an artifact itself. Spark's job is a program of all of them, for class paths only. */
  private static boolean isJar(Path file) {
    return file.toAbsolutePath().getParent().endsWith("target")
        && file.getFileName()
            .toString()
            .matches("neural-annotators-.+(?<!-(tests|sources|javadoc|job))[.]jar");
  }

  @Test
  void everyJarHasANameOfOurs() {
    assertThat(modules)
        .extracting(ModuleDescriptor::name)
        .allMatch(name -> name.matches("org[.]neuralannotators([.][a-z][a-z0-9_]*)+"))
        .contains(
            "org.neuralannotators.models",
            "org.neuralannotators.importing",
            "org.neuralannotators.training",
            "org.neuralannotators.types",
            "org.neuralannotators.uima",
            "org.neuralannotators.corenlp",
            "org.neuralannotators.opennlp",
            "org.neuralannotators.spark",
            "org.neuralannotators.batch",
            "org.neuralannotators.bundles.en_ner");
  }

  @Test
  void noTwoJarsShareAPackage() {
    assertThat(modules.stream().flatMap(module -> module.packages().stream()))
        .doesNotHaveDuplicates();
  }
}
