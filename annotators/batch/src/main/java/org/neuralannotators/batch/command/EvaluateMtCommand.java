package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.ParallelTextFormat;
import org.neuralannotators.translate.Translator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a translator by BLEU and chrF. */
@Command(
    name = "mt",
    description = {
      "Measures a translator by BLEU and chrF of sacreBLEU's definitions, and its speed.",
      "The speed is measured after the data was translated once."
    },
    footer = "  neural-annotators evaluate mt --model en-de-small --data test.tsv")
final class EvaluateMtCommand implements Callable<Integer> {
  @Mixin private EvaluationOptions options;

  @Option(
      names = "--target",
      paramLabel = "FILE",
      description = "The targets, line by line, where --data has the sources alone.")
  private Path target;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description =
          "The columns in order, such as id,target,source; default source,target. Only these two"
              + " are read.")
  private List<String> columns;

  @Option(
      names = "--by-length",
      split = ",",
      paramLabel = "WORDS",
      description =
          "Scores by the length of the sources too: the most words of each group but the last, such"
              + " as 10,20,30.")
  private List<Integer> byLength = List.of();

  @Mixin private SearchOptions search;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkLengths();
    List<ParallelText> pairs =
        target == null
            ? format().read(options.data())
            : ParallelTextFormat.read(options.data(), target);
    options.requireAny(pairs, "pairs of texts");
    long start = System.nanoTime();
    try (Translator translator = search.load(options.model(), 1, 0, 0)) {
      TranslationEvaluation evaluation =
          TranslationEvaluation.of(translator, pairs, byLength, TaggerRun.secondsSince(start));
      options.print(evaluation, evaluation.report());
    }
    return ExitCode.OK;
  }

  private void checkLengths() {
    for (int i = 0; i < byLength.size(); i++) {
      if (byLength.get(i) <= (i == 0 ? 0 : byLength.get(i - 1))) {
        throw new ParameterException(
            spec.commandLine(),
            "Option [--by-length] is " + byLength + "; expected rising numbers from 1 on");
      }
    }
  }

  private ParallelTextFormat format() {
    if (columns == null) {
      return ParallelTextFormat.DEFAULT;
    }
    if (!columns.contains("source") || !columns.contains("target")) {
      throw new ParameterException(
          spec.commandLine(),
          "Option [--columns] is ["
              + String.join(",", columns)
              + "]; expected [source] and [target] among the names");
    }
    return new ParallelTextFormat(columns.indexOf("source"), columns.indexOf("target"));
  }
}
