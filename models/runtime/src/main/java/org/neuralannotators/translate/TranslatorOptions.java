package org.neuralannotators.translate;

import java.util.function.Consumer;
import org.neuralannotators.model.OptionsWithRun;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * How a translator searches and runs.
 *
 * @param beam how many targets of a source the search follows; 1 is greedy
 * @param nBest how many hypotheses of each source are wanted, at most {@code beam}
 * @param lengthPenalty the larger, the longer targets are; 0 for none (Wu et al. 2016)
 * @param coveragePenalty the larger, the less of the source is left out; 0 for none
 * @param pruningThreshold how much less log probability than the best one a target that is followed
 *     may have, though as many as are wanted are followed anyway; 0 for any (relative threshold
 *     pruning: Freitag and Al-Onaizan 2017)
 * @param temperature draws {@code nBest} targets by their probabilities, with a temperature; 0
 *     searches for the most probable ones
 * @param seed of what is drawn; the same source then has the same targets, whatever is with it
 * @param texts languages and task that are asked for
 * @param alignments whether hypotheses have them, where the network has attention
 * @param replaceUnknown whether a word that isn't in the vocabulary is copied from the source,
 *     where the network has words and attention; else it is {@code <unk>}
 * @param guards what the translator is guarded against
 * @param generation what is wanted otherwise than an imported model says; the search of such a
 *     model knows no coverage penalty and no pruning, and follows as many targets as {@code nBest}
 *     at least
 * @param run threads, batches and precision; the pieces of a source count once for each of the
 *     beam's targets. Threads and batches change speed and memory, never a target
 */
public record TranslatorOptions(
    int beam,
    int nBest,
    double lengthPenalty,
    double coveragePenalty,
    double pruningThreshold,
    double temperature,
    long seed,
    TextChoice texts,
    boolean alignments,
    boolean replaceUnknown,
    TranslationGuards guards,
    GenerationOptions generation,
    RunOptions run)
    implements OptionsWithRun<TranslatorOptions> {
  /** The largest beam. */
  public static final int MOST_TARGETS = 1000;

  /** Beam 5, one hypothesis without alignment, all processors. */
  public static final TranslatorOptions DEFAULT =
      new TranslatorOptions(
          5, 1, 0.6, 0, 2, 0, 1, false, true, RunOptions.DEFAULT.withBatchTokens(4096));

  /** With all guards. */
  public TranslatorOptions(
      int beam,
      int nBest,
      double lengthPenalty,
      double coveragePenalty,
      double pruningThreshold,
      double temperature,
      long seed,
      boolean alignments,
      boolean replaceUnknown,
      RunOptions run) {
    this(
        beam,
        nBest,
        lengthPenalty,
        coveragePenalty,
        pruningThreshold,
        temperature,
        seed,
        TextChoice.ANY,
        alignments,
        replaceUnknown,
        TranslationGuards.ALL,
        GenerationOptions.NONE,
        run);
  }

  public TranslatorOptions {
    if (beam < 1 || beam > MOST_TARGETS) {
      throw new IllegalArgumentException(
          "beam [%d]; expected 1 to %d, such as 5".formatted(beam, MOST_TARGETS));
    }
    if (nBest < 1 || nBest > (temperature > 0 ? MOST_TARGETS : beam)) {
      throw new IllegalArgumentException(
          "nBest [%d]; expected at least 1 and at most the beam, [%d]".formatted(nBest, beam));
    }
    if (!(lengthPenalty >= 0
        && coveragePenalty >= 0
        && pruningThreshold >= 0
        && temperature >= 0)) {
      throw new IllegalArgumentException(
          "lengthPenalty [%s], coveragePenalty [%s], pruningThreshold [%s], temperature [%s];"
                  .formatted(lengthPenalty, coveragePenalty, pruningThreshold, temperature)
              + " expected 0 or more of each");
    }
  }

  /** How many targets of a source there are at any time. */
  int width() {
    return temperature > 0 ? nBest : beam;
  }

  /** The same with another beam, and no more hypotheses than that. */
  public TranslatorOptions withBeam(int targets) {
    return with(
        fields -> {
          fields.beam = targets;
          fields.nBest = Math.max(1, Math.min(nBest, targets));
        });
  }

  /** The same with another number of hypotheses. */
  public TranslatorOptions withNBest(int hypotheses) {
    return with(fields -> fields.nBest = hypotheses);
  }

  /** The same with other penalties. */
  public TranslatorOptions withPenalties(double length, double coverage) {
    return with(
        fields -> {
          fields.lengthPenalty = length;
          fields.coveragePenalty = coverage;
        });
  }

  /** The same with other pruning; 0 for none. */
  public TranslatorOptions withPruningThreshold(double threshold) {
    return with(fields -> fields.pruningThreshold = threshold);
  }

  /** The same, but targets are drawn. */
  public TranslatorOptions withSampling(double newTemperature, long newSeed) {
    return with(
        fields -> {
          fields.temperature = newTemperature;
          fields.seed = newSeed;
        });
  }

  /**
   * The same in these languages: BCP 47, or the model's own codes such as {@code eng_Latn}; null
   * for whatever the bundle has. A bundle for others is refused.
   */
  public TranslatorOptions withLanguages(String source, String target) {
    return withTexts(texts.withLanguages(source, target));
  }

  /**
   * The same with another text before each source than the bundle's, such as {@code "summarize: "};
   * null for the bundle's own.
   */
  public TranslatorOptions withTaskPrefix(String prefix) {
    return withTexts(texts.withTaskPrefix(prefix));
  }

  /** The same for other texts. */
  public TranslatorOptions withTexts(TextChoice others) {
    return with(fields -> fields.texts = others);
  }

  /** The same with alignments or without. */
  public TranslatorOptions withAlignments(boolean wanted) {
    return with(fields -> fields.alignments = wanted);
  }

  /** The same, but words that aren't in the vocabulary are copied from the source or not. */
  public TranslatorOptions withReplaceUnknown(boolean wanted) {
    return with(fields -> fields.replaceUnknown = wanted);
  }

  /** The same with other guards. */
  public TranslatorOptions withGuards(TranslationGuards others) {
    return with(fields -> fields.guards = others);
  }

  /** The same, but an imported model is searched otherwise. */
  public TranslatorOptions withGeneration(GenerationOptions others) {
    return with(fields -> fields.generation = others);
  }

  @Override
  public TranslatorOptions withRun(RunOptions other) {
    return with(fields -> fields.run = other);
  }

  private TranslatorOptions with(Consumer<Fields> change) {
    Fields fields = new Fields(this);
    change.accept(fields);
    return fields.options();
  }

  /** The components, to be changed. */
  private static final class Fields {
    private int beam;
    private int nBest;
    private double lengthPenalty;
    private double coveragePenalty;
    private double pruningThreshold;
    private double temperature;
    private long seed;
    private TextChoice texts;
    private boolean alignments;
    private boolean replaceUnknown;
    private TranslationGuards guards;
    private GenerationOptions generation;
    private RunOptions run;

    Fields(TranslatorOptions options) {
      beam = options.beam;
      nBest = options.nBest;
      lengthPenalty = options.lengthPenalty;
      coveragePenalty = options.coveragePenalty;
      pruningThreshold = options.pruningThreshold;
      temperature = options.temperature;
      seed = options.seed;
      texts = options.texts;
      alignments = options.alignments;
      replaceUnknown = options.replaceUnknown;
      guards = options.guards;
      generation = options.generation;
      run = options.run;
    }

    TranslatorOptions options() {
      return new TranslatorOptions(
          beam,
          nBest,
          lengthPenalty,
          coveragePenalty,
          pruningThreshold,
          temperature,
          seed,
          texts,
          alignments,
          replaceUnknown,
          guards,
          generation,
          run);
    }
  }
}
