package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.neuralannotators.batch.read.TextLines;
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
          + " between, the best first.",
      "Tells on standard error of lines whose translation was or is doubtful."
    },
    footer = "  neural-annotators translate --model en-de-small letter.txt")
final class TranslateCommand implements Callable<Integer> {
  /** So many lines are in memory at once. */
  static final int LINES = 2000;

  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Text, line by line; by default standard input.")
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

  @Mixin private SamplingOptions sampling;

  @Mixin private SearchOptions search;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TextLines lines = TextLines.open(file);
        Translator translator = sampling.load(search, model, nBest == null ? 1 : nBest)) {
      WarningCounts warnings = new WarningCounts(spec.commandLine().getErr());
      long number = 0;
      for (List<String> block = lines.next(LINES); !block.isEmpty(); block = lines.next(LINES)) {
        for (List<Hypothesis> found : translator.translate(block)) {
          number++;
          warnings.add(number, found.get(0).warnings());
          for (Hypothesis hypothesis : found) {
            out.println(line(number, hypothesis));
          }
        }
        out.flush();
      }
      warnings.report();
    }
    return ExitCode.OK;
  }

  private String line(long number, Hypothesis hypothesis) {
    return nBest == null
        ? LINE_ENDS.matcher(hypothesis.text()).replaceAll(" ")
        : String.format(
            Locale.ROOT, "%d\t%.4f\t%s", number, hypothesis.score(), oneLine(hypothesis.text()));
  }

  /** A text as a column of a line: what a network spells in bytes may be anything. */
  static String oneLine(String text) {
    return text.replaceAll("[\\t\\r\\n]", " ");
  }
}
