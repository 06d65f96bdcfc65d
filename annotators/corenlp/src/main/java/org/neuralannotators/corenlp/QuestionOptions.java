package org.neuralannotators.corenlp;

import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.neuralannotators.model.PredictorOptions;

/**
 * The options of {@link NeuralQuestionAnswerAnnotator}, which documents them.
 *
 * @param modelLocation path, {@code classpath:} location or name of a bundle
 * @param answerer threads and batches
 * @param questions that each document is asked
 * @param languages what is done about documents in other languages
 */
record QuestionOptions(
    String modelLocation,
    PredictorOptions answerer,
    List<String> questions,
    LanguageOptions languages) {
  private static final String QUESTIONS = "questions";
  private static final String BETWEEN_QUESTIONS = "[|\\n]";

  /**
   * Reads the properties under an annotator's name.
   *
   * @throws IllegalArgumentException for an unknown option, or a value that isn't allowed
   */
  static QuestionOptions read(String name, Properties properties) {
    AnnotatorProperties own = AnnotatorProperties.of(name, properties, Set.of(QUESTIONS));
    return new QuestionOptions(
        own.modelLocation("question answerer"),
        own.predictor(),
        own.list(QUESTIONS, BETWEEN_QUESTIONS),
        LanguageOptions.read(own));
  }
}
