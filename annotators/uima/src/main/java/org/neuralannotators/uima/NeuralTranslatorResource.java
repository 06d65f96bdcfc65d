package org.neuralannotators.uima;

import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * A translator that engines of an aggregate name once and share. Bind it to {@link
 * DocumentTranslator#RES_MODEL}.
 */
public class NeuralTranslatorResource extends NeuralResource {
  // Annotations take constants only; a test holds them to the defaults of TranslatorOptions.
  static final String BEAM_SIZE = "5";
  static final String LENGTH_PENALTY = "0.6";
  static final String COVERAGE_PENALTY = "0";
  static final String PRUNING_THRESHOLD = "2";
  static final String GUARDED = "true";

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_BEAM_SIZE = DocumentTranslator.PARAM_BEAM_SIZE;

  @ConfigurationParameter(name = PARAM_BEAM_SIZE, defaultValue = BEAM_SIZE)
  private int beamSize;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_LENGTH_PENALTY = DocumentTranslator.PARAM_LENGTH_PENALTY;

  @ConfigurationParameter(name = PARAM_LENGTH_PENALTY, defaultValue = LENGTH_PENALTY)
  private double lengthPenalty;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_COVERAGE_PENALTY = DocumentTranslator.PARAM_COVERAGE_PENALTY;

  @ConfigurationParameter(name = PARAM_COVERAGE_PENALTY, defaultValue = COVERAGE_PENALTY)
  private double coveragePenalty;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_PRUNING_THRESHOLD = DocumentTranslator.PARAM_PRUNING_THRESHOLD;

  @ConfigurationParameter(name = PARAM_PRUNING_THRESHOLD, defaultValue = PRUNING_THRESHOLD)
  private double pruningThreshold;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_SPLIT_SENTENCES = DocumentTranslator.PARAM_SPLIT_SENTENCES;

  @ConfigurationParameter(name = PARAM_SPLIT_SENTENCES, defaultValue = GUARDED)
  private boolean splitSentences;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_AVOID_REPETITIONS = DocumentTranslator.PARAM_AVOID_REPETITIONS;

  @ConfigurationParameter(name = PARAM_AVOID_REPETITIONS, defaultValue = GUARDED)
  private boolean avoidRepetitions;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_KEEP_NUMBERS = DocumentTranslator.PARAM_KEEP_NUMBERS;

  @ConfigurationParameter(name = PARAM_KEEP_NUMBERS, defaultValue = GUARDED)
  private boolean keepNumbers;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_LOWER_CAPITALS = DocumentTranslator.PARAM_LOWER_CAPITALS;

  @ConfigurationParameter(name = PARAM_LOWER_CAPITALS, defaultValue = GUARDED)
  private boolean lowerCapitals;

  /**
   * The shared model; the caller closes it.
   *
   * @param alignments whether translations shall have them
   * @throws ResourceInitializationException when the model is missing or damaged, or is none that
   *     translates
   */
  public Translator open(boolean alignments) throws ResourceInitializationException {
    return Models.load(
        modelLocation(),
        options(runOptions(), beamSize, lengthPenalty, coveragePenalty, pruningThreshold)
            .withAlignments(alignments)
            .withGuards(
                new TranslationGuards(
                    splitSentences, avoidRepetitions, keepNumbers, lowerCapitals)),
        Translators::load);
  }

  /**
   * How a translator searches.
   *
   * @param run its batches are of sources, whose pieces are counted once
   */
  static TranslatorOptions options(
      RunOptions run,
      int beamSize,
      double lengthPenalty,
      double coveragePenalty,
      double pruningThreshold)
      throws ResourceInitializationException {
    return Models.checked(
        () ->
            TranslatorOptions.DEFAULT
                .withBeam(beamSize)
                .withPenalties(lengthPenalty, coveragePenalty)
                .withPruningThreshold(pruningThreshold)
                .withRun(run)
                .withBatchTokens(
                    (int) Math.min(Integer.MAX_VALUE, (long) run.batchTokens() * beamSize)));
  }
}
