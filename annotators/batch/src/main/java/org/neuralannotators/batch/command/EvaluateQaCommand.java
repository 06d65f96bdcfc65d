package org.neuralannotators.batch.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.neuralannotators.classify.SquadFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Measures a network that finds answers in a context. */
@Command(
    name = "qa",
    description = {
      "Measures answers to questions by SQuAD's definition, and the speed. Data is SQuAD's JSON.",
      "Scores are percentages; the speed is measured after the questions were answered once."
    },
    footer = "  neural-annotators evaluate qa --model my-qa --data dev-v2.0.json")
final class EvaluateQaCommand implements Callable<Integer> {
  @Mixin private EvaluationOptions options;

  @Mixin private PrecisionOption precision;

  @Override
  public Integer call() throws IOException {
    QaEvaluation evaluation =
        QaEvaluation.of(
            options.model(),
            precision.predictor(),
            options.requireAny(SquadFile.read(options.data()), "questions"));
    options.print(evaluation, evaluation.report());
    return ExitCode.OK;
  }
}
