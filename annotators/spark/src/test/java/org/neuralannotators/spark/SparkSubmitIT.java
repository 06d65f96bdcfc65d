package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a cluster of two executors, each a process of its own. */
class SparkSubmitIT {
  private static final Pattern CLASS_PATH = Pattern.compile(File.pathSeparator);
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** A distribution of Spark as far as the job needs one: a folder with links to its jars. */
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();

  @TempDir private Path folder;

  @BeforeAll
  static void linkSparksJars() throws IOException {
    Path jars = Files.createDirectories(SPARK.resolve("jars"));
    try (JarFile job = new JarFile(System.getProperty("spark.job.jar"))) {
      for (String entry : CLASS_PATH.split(System.getProperty("java.class.path"), 0)) {
        Path link = jars.resolve(Path.of(entry).getFileName());
        if (entry.endsWith(".jar") && !Files.exists(link) && !contains(job, entry)) {
          Files.createSymbolicLink(link, Path.of(entry));
        }
      }
    }
  }

  /** Whether the job's jar brings a dependency itself, so that Spark needn't. */
  private static boolean contains(JarFile job, String dependency) throws IOException {
    try (JarFile jar = new JarFile(dependency)) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> !name.startsWith("META-INF") && !name.endsWith("/"))
          .findFirst()
          .filter(name -> job.getEntry(name) != null)
          .isPresent();
    }
  }

  @Test
  void executorsFindWhatASingleMachineFinds() throws Exception {
    Path bundle = folder.resolve("my-ner.zip");
    Bundles.zip(LocalSpark.BUNDLE, bundle);
    Map<String, List<Entity>> expected =
        SingleMachine.annotate(LocalSpark.SAMPLES, folder.resolve("single"));
    assertThat(expected.remove("empty.txt")).isEmpty();

    String log =
        submit(
            0,
            "--files",
            bundle.toString(),
            System.getProperty("spark.job.jar"),
            "--input",
            LocalSpark.SAMPLES.toAbsolutePath().normalize().toString(),
            "--partitions",
            "4",
            "--bundle",
            "my-ner.zip",
            "--output",
            folder.resolve("out").toString(),
            "--output-format",
            "json");

    assertThat(log).contains("7 documents (0 failed)");
    List<String> found = new ArrayList<>();
    for (JsonNode document : results()) {
      String id = document.get("id").asText();
      String name = id.substring(id.lastIndexOf('/') + 1);
      List<String> entities = new ArrayList<>();
      for (JsonNode entity : document.get("entities")) {
        entities.add(entity.get("begin") + " " + entity.get("label").asText());
      }
      assertThat(entities)
          .isEqualTo(expected.get(name).stream().map(e -> e.begin() + " " + e.label()).toList());
      found.add(name);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected.keySet());
  }

  @Test
  void theJobsJarHasAModelForPartsOfSpeech() throws Exception {
    String log =
        submit(
            0,
            System.getProperty("spark.job.jar"),
            "--task",
            "pos",
            "--input",
            LocalSpark.SAMPLES.toAbsolutePath().normalize().toString(),
            "--output",
            folder.resolve("out").toString(),
            "--output-format",
            "json");

    assertThat(log).contains("7 documents (0 failed), ");
    assertThat(results())
        .hasSize(7)
        .anySatisfy(
            document -> assertThat(document.get("pos").findValuesAsText("tag")).contains("PROPN"));
  }

  @Test
  void aMissingBundleEndsTheJobWithALineAndAnExitCode() throws Exception {
    String log =
        submit(
            2,
            System.getProperty("spark.job.jar"),
            "--input",
            LocalSpark.SAMPLES.toAbsolutePath().toString(),
            "--bundle",
            "no-such-model",
            "--output",
            folder.resolve("out").toString());

    assertThat(log).contains("Error: There is no model bundle [no-such-model]");
  }

  private List<JsonNode> results() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder.resolve("out"))) {
      for (Path part : parts.filter(file -> file.toString().endsWith(".json")).toList()) {
        for (String line : Files.readAllLines(part)) {
          documents.add(new ObjectMapper().readTree(line));
        }
      }
    }
    return documents;
  }

  private String submit(int exitCode, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(SPACE.split(System.getProperty("spark.opens").strip(), 0)));
    command.addAll(List.of("-cp", SPARK.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", "local-cluster[2,1,1024]"));
    command.addAll(List.of("--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--class", AnnotateJob.class.getName()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("log");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    process.environment().put("SPARK_HOME", SPARK.toString());
    process.environment().put("SPARK_SCALA_VERSION", System.getProperty("scala.binary.version"));
    process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process running = process.start();
    try {
      assertThat(running.waitFor(5, TimeUnit.MINUTES)).as("the job ended").isTrue();
    } finally {
      running.destroyForcibly();
    }
    String text = Files.readString(log);
    assertThat(running.exitValue()).as(text).isEqualTo(exitCode);
    return text;
  }
}
