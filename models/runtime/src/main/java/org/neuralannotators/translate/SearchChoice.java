package org.neuralannotators.translate;

/**
 * How somebody wants targets searched. Null stands for what the authors of an imported model want,
 * or of a model that was trained here, for what other options say.
 *
 * @param beam how many targets of a source are followed; 1 is greedy
 * @param lengthPenalty the larger, the longer targets are: that of Wu et al. 2016, or of an
 *     imported model the power of the number of pieces by which log probabilities are divided
 * @param coveragePenalty the larger, the less of the source is left out; not of imported models
 * @param pruningThreshold what a target that is followed may lack to the log probability of the
 *     best one; not of imported models
 */
public record SearchChoice(
    Integer beam, Double lengthPenalty, Double coveragePenalty, Double pruningThreshold) {
  /** Nothing else than others want. */
  public static final SearchChoice NONE = new SearchChoice(null, null, null, null);

  /**
   * These options, but for what is chosen here.
   *
   * @throws IllegalArgumentException for values that can't be used
   */
  public TranslatorOptions over(TranslatorOptions options) {
    return options
        .withBeam(or(beam, options.beam()))
        .withPenalties(
            or(lengthPenalty, options.lengthPenalty()),
            or(coveragePenalty, options.coveragePenalty()))
        .withPruningThreshold(or(pruningThreshold, options.pruningThreshold()))
        .withGeneration(
            options
                .generation()
                .withBeams(or(beam, options.generation().beams()))
                .withLengthPenalty(or(lengthPenalty, options.generation().lengthPenalty())));
  }

  private static <T> T or(T chosen, T otherwise) {
    return chosen == null ? otherwise : chosen;
  }
}
