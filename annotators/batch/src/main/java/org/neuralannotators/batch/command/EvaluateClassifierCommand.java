package org.neuralannotators.batch.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.neuralannotators.classify.LabelledText;
import org.neuralannotators.classify.LabelledTextFormat;
import org.neuralannotators.label.LabelMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a classifier of texts or of pairs of texts. */
@Command(
    name = "classifier",
    description = {
      "Measures a classifier on lines of a text, or two, and a label between tabs, and its speed.",
      "Scores are percentages; the speed is measured after the data was classified once."
    },
    footer =
        "  neural-annotators evaluate classifier --model my-sentiment --data test.tsv"
            + " --label-map 0=negative,1=positive")
final class EvaluateClassifierCommand implements Callable<Integer> {
  @Mixin private EvaluationOptions options;

  @Mixin private PromptFileOption prompt;

  @Mixin private PrecisionOption precision;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description =
          "The columns in order, such as id,text,second,label; only text, second (the other text of"
              + " a pair) and label are read. By default the text is the first, the label the last,"
              + " as in training.")
  private List<String> columns;

  @Option(names = "--header", description = "The first line names the columns; it is skipped.")
  private boolean header;

  @Option(
      names = "--label-map",
      defaultValue = "",
      converter = LabelMapConverter.class,
      paramLabel = "FROM=TO,...",
      description = "Renames the labels of the data; * stands for all others, O drops the texts.")
  private LabelMap labelMap;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<LabelledText> texts = new ArrayList<>();
    for (LabelledText text : format().read(options.data())) {
      labelMap.map(text.label()).ifPresent(label -> texts.add(text.withLabel(label)));
    }
    options.requireAny(texts, "texts with labels");
    boolean pairs = texts.stream().anyMatch(LabelledText::isPair);
    ClassifierEvaluation evaluation =
        ClassifierEvaluation.of(
            () -> prompt.load(options.model(), precision.predictor(), pairs), texts);
    options.warnOfUnknown(texts.stream().map(LabelledText::label).toList(), evaluation.labels());
    options.print(evaluation, evaluation.report());
    return ExitCode.OK;
  }

  private LabelledTextFormat format() {
    LabelledTextFormat usual = LabelledTextFormat.DEFAULT;
    if (columns == null) {
      return new LabelledTextFormat(
          usual.text(), usual.second(), usual.label(), usual.separator(), header);
    }
    int text = columns.indexOf("text");
    int second = columns.indexOf("second");
    int label = columns.indexOf("label");
    if (text < 0 || label < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "Option [--columns] is ["
              + String.join(",", columns)
              + "]; expected [text] and [label] among the names");
    }
    return new LabelledTextFormat(
        text, second < 0 ? null : second, label, usual.separator(), header);
  }
}
