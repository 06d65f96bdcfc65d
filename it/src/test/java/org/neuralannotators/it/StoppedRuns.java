package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Documents that are annotated by processes which are killed, and what comes out in the end. */
final class StoppedRuns {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path LAUNCHER = Path.of("../bin/neural-annotators").toAbsolutePath();
  private static final String[] FIELDS_OF_A_RUN = {
    "annotated", "skipped", "tokens", "entities", "seconds"
  };

  private final Path in;
  private final Path log;
  private final Random random = new Random(1);

  /** Makes documents: text files of some folders, a tenth of them lines of JSON lines. */
  StoppedRuns(Path folder, int documents) throws IOException {
    in = folder.resolve("in");
    log = folder.resolve("log");
    List<String> lines = lines();
    StringBuilder jsonLines = new StringBuilder();
    for (int i = 0; i < documents; i++) {
      String text =
          String.join("\n", lines.get(i % lines.size()), lines.get(random.nextInt(lines.size())));
      if (i % 10 == 0) {
        ObjectNode document = JSON.createObjectNode().put("id", "d" + i).put("text", text);
        jsonLines.append(document).append('\n');
      } else {
        Path file = in.resolve("folder" + i % 7).resolve("d" + i + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
    }
    jsonLines.append("not a document\n");
    Files.writeString(in.resolve("lines.jsonl"), jsonLines);
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> samples = Files.walk(Samples.FOLDER)) {
      for (Path sample : samples.filter(Files::isRegularFile).sorted().toList()) {
        Files.readAllLines(sample).stream().filter(line -> !line.isBlank()).forEach(lines::add);
      }
    }
    return lines;
  }

  Process start(Path out) throws IOException {
    return start(out, "");
  }

  /**
   * @param javaOptions separated by spaces
   */
  Process start(Path out, String javaOptions) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
                LAUNCHER.toString(),
                "annotate",
                in.toString(),
                "--out",
                out.toString(),
                "--format",
                "json,jsonl,xmi,conll,brat,html",
                "--threads",
                "2")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process.environment().put("NEURAL_ANNOTATORS_JAVA_OPTS", javaOptions);
    return process.start();
  }

  /** Runs to the end: one line isn't a document, so the exit code is 1. */
  void complete(Path out) throws IOException, InterruptedException {
    assertThat(start(out).waitFor()).as(Files.readString(log)).isEqualTo(1);
  }

  /**
   * Kills a run at a random moment, but not before it has done something.
   *
   * @param longest milliseconds that it may run from then on
   * @return the number of files that are there
   */
  long killed(Path out, int longest) throws IOException, InterruptedException {
    long before = files(out).size();
    Process process = start(out);
    while (process.isAlive() && files(out).size() <= before) {
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    process.waitFor(random.nextInt(longest), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return files(out).size();
  }

  /** Both have the same files with the same bytes; the reports differ in what a run has done. */
  static void assertSame(Path actual, Path expected) throws IOException {
    Map<String, Path> actualFiles = files(actual);
    Map<String, Path> expectedFiles = files(expected);
    assertThat(actualFiles.keySet()).isEqualTo(expectedFiles.keySet());
    for (Map.Entry<String, Path> file : expectedFiles.entrySet()) {
      Path other = actualFiles.get(file.getKey());
      if (file.getKey().equals("report.json")) {
        assertThat(report(other)).isEqualTo(report(file.getValue()));
      } else {
        assertThat(Files.mismatch(other, file.getValue())).as(file.getKey()).isEqualTo(-1);
      }
    }
  }

  private static ObjectNode report(Path file) throws IOException {
    ObjectNode report = (ObjectNode) JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
    return report.without(List.of(FIELDS_OF_A_RUN));
  }

  /** All files by their names, also while a process writes. */
  static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
            return child.endsWith(".annotate")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(folder.relativize(file).toString(), file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // It was moved to its name.
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
