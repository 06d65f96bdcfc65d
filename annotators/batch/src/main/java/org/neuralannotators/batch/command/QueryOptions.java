package org.neuralannotators.batch.command;

import java.util.List;
import org.neuralannotators.zeroshot.EntityQuery;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say what a model looks for that finds entities by their description. */
final class QueryOptions {
  static final String LABELS = "--labels";

  @Option(
      names = LABELS,
      split = ",",
      paramLabel = "LABEL",
      description =
          "What is found, in words with commas between, such as \"person,crime weapon\": for models"
              + " that find entities by their description, and not for others.")
  private List<String> labels = List.of();

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "Such a model leaves out what is less probable, from 0 to 1; default 0.5.")
  private Double threshold;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Null for what a model says. */
  EntityQuery query() {
    try {
      return EntityQuery.ofOptions(labels.stream().map(String::strip).toList(), threshold, false);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
