package org.neuralannotators.batch;

import java.util.List;
import org.apache.uima.analysis_engine.AnalysisEngineDescription;
import org.neuralannotators.batch.write.Layer;
import org.neuralannotators.bundle.LanguageCheck;

/**
 * The engines that a document goes through, all with our types.
 *
 * @param sentenceDetector for documents without sentences and tokens
 * @param tokenizer for documents without tokens
 * @param models for all documents, one after the other
 */
public record AnnotationSteps(
    AnalysisEngineDescription sentenceDetector,
    AnalysisEngineDescription tokenizer,
    List<ModelStep> models) {
  public AnnotationSteps {
    models = List.copyOf(models);
  }

  /**
   * What one model does.
   *
   * @param engine for all documents, with annotations as its layer says; a translator's goes into
   *     the view that it makes where no other is named
   * @param language which documents it is for
   */
  public record ModelStep(AnalysisEngineDescription engine, Layer layer, LanguageCheck language) {}

  /** What is looked for. */
  List<Layer> layers() {
    return models.stream().map(ModelStep::layer).toList();
  }
}
