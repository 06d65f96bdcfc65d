package org.neuralannotators.translate;

/**
 * How a translator searches and runs.
 *
 * @param beam how many targets of a source the search follows; 1 is greedy
 * @param nBest how many hypotheses of each source are wanted, at most {@code beam}
 * @param lengthPenalty the larger, the longer targets are; 0 for none (Wu et al. 2016)
 * @param coveragePenalty the larger, the less of the source is left out; 0 for none
 * @param temperature draws {@code nBest} targets by their probabilities, with a temperature; 0
 *     searches for the most probable ones
 * @param seed of what is drawn; the same source then has the same targets, whatever is with it
 * @param alignments whether hypotheses have them, where the network has attention
 * @param replaceUnknown whether a word that isn't in the vocabulary is copied from the source,
 *     where the network has words and attention; else it is {@code <unk>}
 * @param numThreads how many batches are computed at once; 0 for as many as there are processors
 * @param batchTokens how many pieces of sources share a batch, each counted once for each of the
 *     beam's targets; changes speed and memory, never a target
 */
public record TranslatorOptions(
    int beam,
    int nBest,
    double lengthPenalty,
    double coveragePenalty,
    double temperature,
    long seed,
    boolean alignments,
    boolean replaceUnknown,
    int numThreads,
    int batchTokens) {
  /** The largest beam. */
  public static final int MOST_TARGETS = 1000;

  /** Beam 5, one hypothesis without alignment, all processors. */
  public static final TranslatorOptions DEFAULT =
      new TranslatorOptions(5, 1, 0.6, 0, 0, 1, false, true, 0, 4096);

  public TranslatorOptions {
    if (beam < 1 || beam > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "beam [%d]; expected 1 to %d, such as 5".formatted(beam, MOST_TARGETS));
    }
    if (nBest < 1 || nBest > (temperature > 0 ? MOST_TARGETS : beam)) {
      throw new IllegalArgumentException(
          "nBest [%d]; expected at least 1 and at most the beam, [%d]".formatted(nBest, beam));
    }
    if (!(lengthPenalty >= 0 && coveragePenalty >= 0 && temperature >= 0)) {
      throw new IllegalArgumentException(
          "lengthPenalty [%s], coveragePenalty [%s], temperature [%s]; expected 0 or more of each"
              .formatted(lengthPenalty, coveragePenalty, temperature));
    }
    if (numThreads < 0) {
      throw new IllegalArgumentException(
          "numThreads [" + numThreads + "]; expected 1 or more, or 0 for all processors");
    }
    if (batchTokens < 1) {
      throw new IllegalArgumentException("batchTokens [" + batchTokens + "]; expected at least 1");
    }
    if (numThreads == 0) {
      numThreads = Runtime.getRuntime().availableProcessors();
    }
  }

  /** How many targets of a source there are at any time. */
  int width() {
    return temperature > 0 ? nBest : beam;
  }

  /** The same with another beam, and no more hypotheses than that. */
  public TranslatorOptions withBeam(int targets) {
    return new TranslatorOptions(
        targets,
        Math.max(1, Math.min(nBest, targets)),
        lengthPenalty,
        coveragePenalty,
        temperature,
        seed,
        alignments,
        replaceUnknown,
        numThreads,
        batchTokens);
  }

  /** The same with another number of hypotheses. */
  public TranslatorOptions withNBest(int hypotheses) {
    return new TranslatorOptions(
        beam,
        hypotheses,
        lengthPenalty,
        coveragePenalty,
        temperature,
        seed,
        alignments,
        replaceUnknown,
        numThreads,
        batchTokens);
  }

  /** The same with other penalties. */
  public TranslatorOptions withPenalties(double length, double coverage) {
    return new TranslatorOptions(
        beam,
        nBest,
        length,
        coverage,
        temperature,
        seed,
        alignments,
        replaceUnknown,
        numThreads,
        batchTokens);
  }

  /** The same, but targets are drawn. */
  public TranslatorOptions withSampling(double newTemperature, long newSeed) {
    return new TranslatorOptions(
        beam,
        nBest,
        lengthPenalty,
        coveragePenalty,
        newTemperature,
        newSeed,
        alignments,
        replaceUnknown,
        numThreads,
        batchTokens);
  }

  /** The same with alignments or without. */
  public TranslatorOptions withAlignments(boolean wanted) {
    return new TranslatorOptions(
        beam,
        nBest,
        lengthPenalty,
        coveragePenalty,
        temperature,
        seed,
        wanted,
        replaceUnknown,
        numThreads,
        batchTokens);
  }

  /** The same, but words that aren't in the vocabulary are copied from the source or not. */
  public TranslatorOptions withReplaceUnknown(boolean wanted) {
    return new TranslatorOptions(
        beam,
        nBest,
        lengthPenalty,
        coveragePenalty,
        temperature,
        seed,
        alignments,
        wanted,
        numThreads,
        batchTokens);
  }

  /** The same with another number of threads; 0 for as many as there are processors. */
  public TranslatorOptions withNumThreads(int threads) {
    return new TranslatorOptions(
        beam,
        nBest,
        lengthPenalty,
        coveragePenalty,
        temperature,
        seed,
        alignments,
        replaceUnknown,
        threads,
        batchTokens);
  }

  /** The same with other batches. */
  public TranslatorOptions withBatchTokens(int tokens) {
    return new TranslatorOptions(
        beam,
        nBest,
        lengthPenalty,
        coveragePenalty,
        temperature,
        seed,
        alignments,
        replaceUnknown,
        numThreads,
        tokens);
  }
}
