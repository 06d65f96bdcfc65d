package org.neuralannotators.batch.command;

import java.io.IOException;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say how a translator searches. */
final class SearchOptions {
  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Targets that are followed; 1 is greedy. Default 5, or what the authors of an imported"
              + " model want.")
  private Integer beam;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description =
          "The larger, the longer targets are; default 0.6, or what the authors of an imported model"
              + " want.")
  private Double lengthPenalty;

  @Option(
      names = "--coverage-penalty",
      paramLabel = "X",
      description =
          "The larger, the less of the source is left out; default 0, none. Not for imported"
              + " models.")
  private Double coveragePenalty;

  @Option(
      names = "--pruning-threshold",
      paramLabel = "X",
      description =
          "What a target that is followed may lack to the log probability of the best one; default"
              + " 2, 0: any. Not for imported models.")
  private Double pruningThreshold;

  @Mixin private TextOptions texts;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Batches that are computed at once; by default as many as processors.")
  private int threads;

  @Mixin private GuardOptions guards;

  @Mixin private PrecisionOption precision;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Loads a translator.
   *
   * @param nBest how many hypotheses are wanted
   * @param temperature 0 for none: nothing is drawn
   */
  Translator load(String model, int nBest, double temperature, long seed) throws IOException {
    return Translators.load(model, options(nBest, temperature, seed));
  }

  TranslatorOptions options(int nBest, double temperature, long seed) {
    try {
      return new SearchChoice(beam, lengthPenalty, coveragePenalty, pruningThreshold)
          .over(TranslatorOptions.DEFAULT)
          .withTexts(texts.choice())
          .withSampling(temperature, seed)
          .withNBest(nBest)
          .withGuards(guards.guards())
          .withNumThreads(threads)
          .withPrecision(precision.value());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "Search: " + e.getMessage(), e);
    }
  }
}
