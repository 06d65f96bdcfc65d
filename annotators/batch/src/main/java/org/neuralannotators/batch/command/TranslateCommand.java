package org.neuralannotators.batch.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.Translator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lines in, their translations out. */
@Command(
    name = "translate",
    description = {
      "Translates lines (UTF-8), or does to them whatever else the model was trained for.",
      "Prints a line for each; with --n-best, lines of its number, a score and a target with tabs"
          + " between, the best first."
    },
    footer = "  neural-annotators translate --model en-de-small letter.txt")
final class TranslateCommand implements Callable<Integer> {
  /** So many lines are in memory at once. */
  private static final int LINES = 2000;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Text, a sentence a line; by default standard input.")
  private Path file;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
  private String model;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description = "How many targets of each line are wanted, with scores.")
  private Integer nBest;

  @Option(
      names = "--temperature",
      defaultValue = "0",
      paramLabel = "X",
      description = "Draw targets by their probabilities; 1 leaves these as they are.")
  private double temperature;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of what is drawn; default ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private SearchOptions search;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (InputStream input = file == null ? System.in : Files.newInputStream(file);
        LineNumberReader reader =
            new LineNumberReader(new InputStreamReader(input, UTF_8.newDecoder()));
        Translator translator = search.load(model, nBest == null ? 1 : nBest, temperature, seed)) {
      long number = 0;
      for (List<String> lines = read(reader); !lines.isEmpty(); lines = read(reader)) {
        for (List<Hypothesis> found : translator.translate(lines)) {
          number++;
          for (Hypothesis hypothesis : found) {
            out.println(line(number, hypothesis));
          }
        }
        out.flush();
      }
    }
    return ExitCode.OK;
  }

  private List<String> read(LineNumberReader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (lines.size() == LINES) {
          break;
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(
          "[%s] isn't UTF-8 near line [%d]; convert it"
              .formatted(file == null ? "standard input" : file, reader.getLineNumber() + 1),
          e);
    }
    return lines;
  }

  private String line(long number, Hypothesis hypothesis) {
    // What a network spells in bytes may be anything.
    String text = hypothesis.text().replaceAll("[\\t\\r\\n]", " ");
    return nBest == null
        ? text
        : String.format(Locale.ROOT, "%d\t%.4f\t%s", number, hypothesis.score(), text);
  }
}
