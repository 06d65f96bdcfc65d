package org.neuralannotators.batch.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.TextGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes on with a language model. */
@Command(
    name = "generate",
    description = {
      "Continues a text with a language model that reads from left to right.",
      "The same seed gives the same text."
    },
    footer = "  neural-annotators generate --model my-lm --prompt \"It was\" --temperature 0.8")
final class GenerateCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
  private String model;

  @Option(
      names = "--prompt",
      defaultValue = "",
      paramLabel = "TEXT",
      description = "The begin of the text; without it, the model begins.")
  private String prompt;

  @Option(
      names = "--length",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "Tokens to generate, words or characters as the model has; default"
              + " ${DEFAULT-VALUE}.")
  private int length;

  @Option(
      names = "--temperature",
      defaultValue = "1",
      paramLabel = "T",
      description =
          "Below 1 likely tokens become likelier, above 1 less so; 0 always takes the likeliest;"
              + " default ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--top-k",
      defaultValue = "0",
      paramLabel = "K",
      description = "Draw among the K likeliest tokens; 0, the default, among all.")
  private int topK;

  @Option(
      names = "--top-p",
      defaultValue = "1",
      paramLabel = "P",
      description =
          "Draw among the likeliest tokens that together have this probability; 1, the default,"
              + " among all.")
  private double topP;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "Of the random numbers; default ${DEFAULT-VALUE}.")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Sampling sampling;
    try {
      sampling = new Sampling(temperature, topK, topP);
      TextGenerator.checkLength(length);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try (TextGenerator generator = TextGenerator.load(model)) {
      TextGenerator.Generated text = generator.generate(prompt, length, sampling, seed);
      if (!text.unknown().isEmpty()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("The model doesn't know these tokens of the prompt: " + text.unknown());
        err.flush();
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(text.text());
      out.flush();
      return ExitCode.OK;
    }
  }
}
