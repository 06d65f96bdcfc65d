package org.neuralannotators.corenlp;

import java.util.Properties;
import java.util.Set;
import org.neuralannotators.translate.SummarizerOptions;

/**
 * The options of {@link NeuralSummaryAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param summarizer the search, threads and batches
 * @param languages what is done about documents in other languages
 */
record SummaryOptions(
    String modelLocation, SummarizerOptions summarizer, LanguageOptions languages) {
  private static final String TASK_PREFIX = "taskPrefix";
  private static final String BEAM_SIZE = "beamSize";
  private static final String LENGTH_PENALTY = "lengthPenalty";
  private static final String MINIMUM_LENGTH = "minimumLength";
  private static final String MAXIMUM_LENGTH = "maximumLength";
  private static final Set<String> OWN =
      Set.of(TASK_PREFIX, BEAM_SIZE, LENGTH_PENALTY, MINIMUM_LENGTH, MAXIMUM_LENGTH);

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static SummaryOptions read(String name, Properties properties) {
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, OWN);
    return new SummaryOptions(
        own.modelLocation("summarizer"),
        new SummarizerOptions(
            own.verbatim(TASK_PREFIX),
            own.wholeNumber(BEAM_SIZE, 1),
            own.number(LENGTH_PENALTY, 0),
            own.wholeNumber(MINIMUM_LENGTH, 0),
            own.wholeNumber(MAXIMUM_LENGTH, 1),
            own.run(SummarizerOptions.DEFAULT.run())),
        LanguageOptions.read(own));
  }
}
