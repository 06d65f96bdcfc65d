package org.neuralannotators.batch.command;

import java.io.IOException;
import org.neuralannotators.translate.Translator;
import picocli.CommandLine.Option;

/** Options that say whether targets are drawn. */
final class SamplingOptions {
  @Option(
      names = "--temperature",
      defaultValue = "0",
      paramLabel = "X",
      description = "Draw targets by their probabilities; 1 leaves these as they are.")
  private double temperature;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of what is drawn; default ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * Loads a translator.
   *
   * @param nBest how many hypotheses are wanted
   */
  Translator load(SearchOptions search, String model, int nBest) throws IOException {
    return search.load(model, nBest, temperature, seed);
  }
}
