package org.neuralannotators.batch.command;

import java.io.IOException;
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
      defaultValue = "5",
      paramLabel = "N",
      description = "Targets that are followed; 1 is greedy. Default ${DEFAULT-VALUE}.")
  private int beam;

  @Option(
      names = "--length-penalty",
      defaultValue = "0.6",
      paramLabel = "X",
      description = "The larger, the longer targets are; default ${DEFAULT-VALUE}.")
  private double lengthPenalty;

  @Option(
      names = "--coverage-penalty",
      defaultValue = "0",
      paramLabel = "X",
      description =
          "The larger, the less of the source is left out; default ${DEFAULT-VALUE}, none.")
  private double coveragePenalty;

  @Option(
      names = "--pruning-threshold",
      defaultValue = "2",
      paramLabel = "X",
      description =
          "What a target that is followed may lack to the log probability of the best one; default"
              + " ${DEFAULT-VALUE}, 0: any.")
  private double pruningThreshold;

  @Option(
      names = "--source-language",
      paramLabel = "CODE",
      description = "Refuse a model for another language of the sources.")
  private String sourceLanguage;

  @Option(
      names = "--target-language",
      paramLabel = "CODE",
      description = "Refuse a model for another language of the targets.")
  private String targetLanguage;

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
      return TranslatorOptions.DEFAULT
          .withBeam(beam)
          .withSampling(temperature, seed)
          .withNBest(nBest)
          .withPenalties(lengthPenalty, coveragePenalty)
          .withPruningThreshold(pruningThreshold)
          .withGuards(guards.guards())
          .withLanguages(sourceLanguage, targetLanguage)
          .withNumThreads(threads)
          .withPrecision(precision.value());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "Search: " + e.getMessage(), e);
    }
  }
}
