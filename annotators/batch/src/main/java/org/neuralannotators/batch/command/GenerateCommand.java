package org.neuralannotators.batch.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuralannotators.lm.TextGenerator;
import org.neuralannotators.lm.continuation.ContinuationOptions;
import org.neuralannotators.lm.continuation.TextContinuer;
import org.neuralannotators.lm.continuation.TextContinuers;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.network.kernel.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes on with a language model. */
@Command(
    name = "generate",
    description = {
      "Continues texts with a language model that reads from left to right.",
      "Prints each prompt with what comes behind it, a single one as it is written, several with an"
          + " empty line between them. The same seed gives the same texts."
    },
    footer = "  neural-annotators generate --model my-lm --prompt \"It was\" --temperature 0.8")
final class GenerateCommand implements Callable<Integer> {
  /** Texts that are written in one call. */
  private static final int BLOCK = 64;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Path of a bundle, classpath: and a path, or the name of a bundle.")
  private String model;

  @Option(
      names = "--adapter",
      paramLabel = "ADAPTER",
      description = "A bundle of what the decoder learnt beside its weights. For decoders.")
  private String adapter;

  @Mixin private PromptOptions prompts;

  @Mixin private ContinuationArguments arguments;

  @Option(
      names = "--json",
      description = "Print a JSON object a line: prompt, continuation, reason, pieces, slid.")
  private boolean json;

  @Mixin private PrecisionOption precision;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ContinuationOptions options;
    try {
      options = arguments.options();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<String> all = prompts.read();
    try (TextContinuer continuer = open(options)) {
      Continuations texts =
          new Continuations(json, spec.commandLine().getOut(), spec.commandLine().getErr());
      if (all.size() == 1) {
        texts.print(continuer, all.get(0), options);
      } else {
        for (int from = 0; from < all.size(); from += BLOCK) {
          int to = Math.min(all.size(), from + BLOCK);
          // Equal prompts in two blocks shall not have equal texts.
          texts.print(
              continuer,
              all.subList(from, to),
              options.withSampling(options.sampling(), options.seed() + from));
        }
      }
      texts.report();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private TextContinuer open(ContinuationOptions options) throws IOException {
    if (TextContinuers.isOne(model)) {
      RunOptions run = TextContinuers.DEFAULT_RUN.withPrecision(precision.value());
      return adapter == null
          ? TextContinuers.load(model, run)
          : TextContinuers.load(model, adapter, run);
    }
    if (adapter != null || !TokenContinuer.has(options) || precision.value() != Precision.FP32) {
      throw new ParameterException(
          spec.commandLine(),
          "--adapter, --repetition-penalty, --beams, --length-penalty, --stop and --precision are for models"
              + " of"
              + " the kind [decoder]; expected none of them with [%s]".formatted(model));
    }
    return new TokenContinuer(TextGenerator.load(model), spec.commandLine().getErr());
  }
}
