package org.neuralannotators.uima;

import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.resource.ResourceInitializationException;
import org.neuralannotators.network.RunOptions;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * A translator that engines of an aggregate name once and share. Bind it to {@link
 * DocumentTranslator#RES_MODEL}.
 */
public class NeuralTranslatorResource extends NeuralResource {
  static final String GUARDED = "true";

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_BEAM_SIZE = DocumentTranslator.PARAM_BEAM_SIZE;

  @ConfigurationParameter(name = PARAM_BEAM_SIZE, mandatory = false)
  private Integer beamSize;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_LENGTH_PENALTY = DocumentTranslator.PARAM_LENGTH_PENALTY;

  @ConfigurationParameter(name = PARAM_LENGTH_PENALTY, mandatory = false)
  private Double lengthPenalty;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_COVERAGE_PENALTY = DocumentTranslator.PARAM_COVERAGE_PENALTY;

  @ConfigurationParameter(name = PARAM_COVERAGE_PENALTY, mandatory = false)
  private Double coveragePenalty;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_PRUNING_THRESHOLD = DocumentTranslator.PARAM_PRUNING_THRESHOLD;

  @ConfigurationParameter(name = PARAM_PRUNING_THRESHOLD, mandatory = false)
  private Double pruningThreshold;

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

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_SOURCE_LANGUAGE = DocumentTranslator.PARAM_SOURCE_LANGUAGE;

  @ConfigurationParameter(name = PARAM_SOURCE_LANGUAGE, mandatory = false)
  private String sourceLanguage;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_TARGET_LANGUAGE = DocumentTranslator.PARAM_TARGET_LANGUAGE;

  @ConfigurationParameter(name = PARAM_TARGET_LANGUAGE, mandatory = false)
  private String targetLanguage;

  /** As in {@link DocumentTranslator}. */
  public static final String PARAM_TASK_PREFIX = DocumentTranslator.PARAM_TASK_PREFIX;

  @ConfigurationParameter(name = PARAM_TASK_PREFIX, mandatory = false)
  private String taskPrefix;

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
        options(
                runOptions(),
                new SearchChoice(beamSize, lengthPenalty, coveragePenalty, pruningThreshold),
                new TextChoice(sourceLanguage, targetLanguage, taskPrefix))
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
  static TranslatorOptions options(RunOptions run, SearchChoice search, TextChoice texts)
      throws ResourceInitializationException {
    return Models.checked(
        () -> {
          TranslatorOptions options = search.over(TranslatorOptions.DEFAULT);
          return options
              .withTexts(texts)
              .withRun(run)
              .withBatchTokens(
                  (int) Math.min(Integer.MAX_VALUE, (long) run.batchTokens() * options.beam()));
        });
  }
}
