package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.zeroshot.EntityQuery;
import org.neuralannotators.zeroshot.GlinerModel;
import org.neuralannotators.zeroshot.PromptedSentence;

/** Finds entities by a model, in batches that concurrent callers share. Thread-safe. */
final class EntityFinding {
  private final GlinerModel model;
  private final SharedBatches<PromptedSentence, Tagging> batches;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   */
  EntityFinding(GlinerModel model, Lanes lanes, PredictorOptions options) {
    this.model = model;
    batches = SharedBatches.ofLargeProducts(lanes, options, PromptedSentence::rows, model::find);
  }

  /** As {@link EntityFinder#find}. */
  List<Tagging> find(List<? extends List<String>> sentences, EntityQuery query) {
    return batches.run(model.encode(sentences, query));
  }
}
