package org.neuralannotators.corenlp;

import java.util.Properties;
import java.util.Set;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.text.TextChoice;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * The options of {@link NeuralTranslationAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param translator the search, languages, threads and batches
 * @param alignments whether they are written
 * @param entities whether those of sentences are carried over
 * @param hypotheses whether more than the best translation's text is written
 * @param languages what is done about documents in other languages
 * @param limits what isn't translated
 */
record TranslationOptions(
    String modelLocation,
    TranslatorOptions translator,
    boolean alignments,
    boolean entities,
    boolean hypotheses,
    LanguageOptions languages,
    WorkLimits limits) {
  private static final String BEAM_SIZE = "beamSize";
  private static final String N_BEST = "nBest";
  private static final String LENGTH_PENALTY = "lengthPenalty";
  private static final String COVERAGE_PENALTY = "coveragePenalty";
  private static final String PRUNING_THRESHOLD = "pruningThreshold";
  private static final String ALIGNMENTS = "alignments";
  private static final String ENTITIES = "entities";
  private static final String SPLIT_SENTENCES = "splitSentences";
  private static final String AVOID_REPETITIONS = "avoidRepetitions";
  private static final String KEEP_NUMBERS = "keepNumbers";
  private static final String LOWER_CAPITALS = "lowerCapitals";
  private static final String SOURCE_LANGUAGE = "sourceLanguage";
  private static final String TARGET_LANGUAGE = "targetLanguage";
  private static final String TASK_PREFIX = "taskPrefix";
  private static final Set<String> OWN =
      Set.of(
          BEAM_SIZE,
          N_BEST,
          LENGTH_PENALTY,
          COVERAGE_PENALTY,
          PRUNING_THRESHOLD,
          ALIGNMENTS,
          ENTITIES,
          SPLIT_SENTENCES,
          AVOID_REPETITIONS,
          KEEP_NUMBERS,
          LOWER_CAPITALS,
          SOURCE_LANGUAGE,
          TARGET_LANGUAGE,
          TASK_PREFIX,
          WorkLimits.MAX_LENGTH,
          WorkLimits.MAX_TIME);

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static TranslationOptions read(String name, Properties properties) {
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, OWN);
    TranslatorOptions defaults = TranslatorOptions.DEFAULT;
    boolean alignments = own.truth(ALIGNMENTS);
    boolean entities = own.truth(ENTITIES);
    return new TranslationOptions(
        own.modelLocation("translator"),
        search(own)
            .over(defaults)
            .withNBest(own.wholeNumber(N_BEST, 1, 1))
            .withTexts(
                new TextChoice(
                    own.text(SOURCE_LANGUAGE, null),
                    own.text(TARGET_LANGUAGE, null),
                    own.verbatim(TASK_PREFIX)))
            .withAlignments(alignments || entities)
            .withGuards(
                new TranslationGuards(
                    own.truth(SPLIT_SENTENCES, true),
                    own.truth(AVOID_REPETITIONS, true),
                    own.truth(KEEP_NUMBERS, true),
                    own.truth(LOWER_CAPITALS, true)))
            .withRun(own.run(defaults.run())),
        alignments,
        entities,
        !own.text(N_BEST, "").isEmpty(),
        LanguageOptions.read(own),
        WorkLimits.read(own));
  }

  private static SearchChoice search(AnnotatorProperties own) {
    return new SearchChoice(
        own.wholeNumber(BEAM_SIZE, 1),
        own.number(LENGTH_PENALTY, 0),
        own.number(COVERAGE_PENALTY, 0),
        own.number(PRUNING_THRESHOLD, 0));
  }
}
