package org.neuralannotators.batch.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.neuralannotators.label.ColumnFormat;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.tagger.TaggerOptions;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the measurement of any tagger needs. */
final class TaggerEvaluationOptions {
  @Mixin private EvaluationOptions common;

  @Mixin private ColumnOptions columns;

  @Option(
      names = "--label-map",
      defaultValue = "",
      converter = LabelMapConverter.class,
      paramLabel = "FROM=TO,...",
      description = "Renames the labels of the data; * stands for all others, O drops a label.")
  private LabelMap labelMap;

  @Option(
      names = "--casing",
      paramLabel = "CASING",
      description =
          "Write the data in other letters first: ${COMPLETION-CANDIDATES}. Tells how much the"
              + " tagger depends on capitals.")
  private Casing casing;

  @Option(
      names = "--repeat",
      defaultValue = "1",
      paramLabel = "N",
      description = "Tag the data so often for the measurement of speed; default ${DEFAULT-VALUE}.")
  private int repeat;

  @Mixin private PrecisionOption precision;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The data, its labels renamed and its tags in the scheme. */
  List<TaggedSentence> gold(TagScheme scheme) throws IOException {
    ColumnFormat format = columns.format(common.data(), scheme != TagScheme.NONE);
    return common.requireAny(format.read(common.data()), "sentences").stream()
        .map(sentence -> labelMap.map(sentence, scheme))
        .map(sentence -> casing == null ? sentence : casing.of(sentence))
        .toList();
  }

  /** Tags the data. */
  TaggerRun run(TaggerTask task, List<TaggedSentence> gold) throws IOException {
    return run(task, null, gold);
  }

  /**
   * Tags the data.
   *
   * @param query what is looked for; null for what the model says
   */
  TaggerRun run(TaggerTask task, EntityQuery query, List<TaggedSentence> gold) throws IOException {
    if (repeat < 1) {
      throw new ParameterException(
          spec.commandLine(), "Option [--repeat] is [" + repeat + "]; expected 1 or more");
    }
    return TaggerRun.of(
        common.model(),
        TaggerOptions.of(precision.predictor(), query),
        task,
        gold.stream().map(TaggedSentence::tokens).toList(),
        repeat);
  }

  /** Says that labels of the data are none of the model's. */
  void warnOfUnknown(Collection<String> labels, TaggerRun run) {
    common.warnOfUnknown(labels, run.labels());
  }

  /**
   * Prints a result.
   *
   * @param evaluation for JSON
   * @param report for people
   */
  void print(Object evaluation, String report, TaggerRun run) throws JsonProcessingException {
    common.print(evaluation, report + run.line());
  }
}
