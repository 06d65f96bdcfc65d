package org.neuralannotators.batch;

import java.util.List;
import java.util.Optional;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;

/**
 * The engines that a document goes through, all with our types.
 *
 * @param sentenceDetector for documents without sentences and tokens
 * @param tokenizer for documents without tokens
 * @param recognizer for all documents
 * @param model what the recognizer writes as model of its entities
 * @param labels what it finds
 * @param translation empty where documents aren't translated
 */
public record AnnotationSteps(
    AnalysisEngineDescription sentenceDetector,
    AnalysisEngineDescription tokenizer,
    AnalysisEngineDescription recognizer,
    String model,
    List<String> labels,
    Optional<Translation> translation) {
  /**
   * The last step.
   *
   * @param translator for all documents, into the view that it makes where no other is named
   * @param model its name
   */
  public record Translation(AnalysisEngineDescription translator, String model) {}
}
