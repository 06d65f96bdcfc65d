package org.neuralannotators.batch.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code neural-annotators}; not thread-safe. */
@Command(
    name = "neural-annotators",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Annotates documents with trained networks, and trains them.",
    subcommands = {
      AnnotateCommand.class,
      ClassifyCommand.class,
      AnswerCommand.class,
      FillCommand.class,
      TranslateCommand.class,
      AugmentCommand.class,
      TrainCommand.class,
      ImportCommand.class,
      EvaluateCommand.class,
      GenerateCommand.class,
      EmbedCommand.class,
      ModelsCommand.class,
      DoctorCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed on the way; each document that failed is named",
      "2:bad arguments or configuration"
    },
    footerHeading = "%nExample:%n",
    footer = "  neural-annotators annotate letters --out annotated")
public final class NeuralAnnotators implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  @Spec private CommandSpec spec;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command line on standard output and error, and returns its exit code. */
  public static int run(String... arguments) {
    return run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments);
  }

  /** Runs the command line; what the trainer and libraries print goes to the standard streams. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    NeuralAnnotators command = new NeuralAnnotators();
    return new CommandLine(command)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> Failures.report(e, commandLine.getErr(), command.debug))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing");
  }
}
