package org.neuralannotators.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.command.NeuralAnnotators;

/** The commands of README.md, in their order, with small files of the names that they use. */
class ReadmeCommandsIT {
  private static final Path ROOT = Path.of("..");
  private static final Pattern COMMAND =
      Pattern.compile("^bin/neural-annotators (.*)$", Pattern.MULTILINE);
  private static final String TAGGED = "Ann\tB-PER\nlives\tO\nin\tO\nRome\tB-LOC\n.\tO\n\n";

  @TempDir private static Path folder;

  @TestFactory
  Stream<DynamicTest> everyCommandEndsWell() throws IOException {
    writeFiles();
    List<String> commands =
        COMMAND
            .matcher(Files.readString(ROOT.resolve("README.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(commands).hasSizeGreaterThan(8);
    return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> run(command)));
  }

  private static void writeFiles() throws IOException {
    Files.writeString(folder.resolve("tokens.conll"), "Ann NNP\nleft VBD\n. .\n\n");
    Files.writeString(
        folder.resolve("documents.jsonl"), "{\"id\": \"1\", \"text\": \"Ann left.\"}\n");
    Files.writeString(folder.resolve("test.tsv"), TAGGED.repeat(8));
    Files.writeString(
        folder.resolve("ner.yaml"),
        """
        name: my-ner
        data:
          folder: %s
          sets:
            - {name: mine, train: test.tsv, dev: test.tsv}
        words: {dimension: 10, minimumCount: 1}
        characters: {encoding: CNN, dimension: 5, outputs: 8, width: 3, maximumLength: 20}
        recurrent: {cell: LSTM, units: 10, layers: 1}
        training: {batchSentences: 4, epochs: 2}
        """
            .formatted(folder.toString().replace('\\', '/')));
  }

  private static void run(String command) throws IOException {
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" +")));
    InputStream standard = System.in;
    int redirection = arguments.indexOf("<");
    StringWriter errors = new StringWriter();
    try (InputStream input =
        redirection < 0
            ? InputStream.nullInputStream()
            : Files.newInputStream(folder.resolve(arguments.get(redirection + 1)))) {
      System.setIn(input);
      String[] own =
          (redirection < 0 ? arguments : arguments.subList(0, redirection))
              .stream().map(ReadmeCommandsIT::located).toArray(String[]::new);
      int exitCode =
          NeuralAnnotators.run(
              new PrintWriter(new StringWriter()), new PrintWriter(errors, true), own);
      assertThat(exitCode).as(errors.toString()).isZero();
    } finally {
      System.setIn(standard);
    }
  }

  /** Where a file of an example is. */
  private static String located(String argument) {
    if (argument.startsWith("resources/")) {
      return ROOT.resolve(argument).toString();
    }
    boolean file = argument.startsWith("target/") || argument.matches(".*\\.\\w+|my-ner");
    return file ? folder.resolve(argument).toString() : argument;
  }
}
