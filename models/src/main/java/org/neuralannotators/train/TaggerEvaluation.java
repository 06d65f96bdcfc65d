package org.neuralannotators.train;

import java.util.List;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.NetworkTagging;
import org.neuralannotators.tagger.TaggerModel;

/**
 * Scores a model in training on tagged sentences.
 *
 * @param <S> how the network reads a sentence
 */
final class TaggerEvaluation<S> {
  private static final int BATCH_TOKENS = 1024;

  private final TaggerModel<S> model;
  private final NetworkTagging<S> tagging;

  TaggerEvaluation(TaggerModel<S> model, Lanes lanes) {
    this.model = model;
    tagging = new NetworkTagging<>(model, lanes, BATCH_TOKENS, false);
  }

  EntityScorer score(List<TaggedSentence> gold) {
    List<S> encoded = model.encode(gold.stream().map(TaggedSentence::tokens).toList());
    List<Tagging> taggings = tagging.tag(encoded);
    EntityScorer scorer = new EntityScorer();
    for (int i = 0; i < taggings.size(); i++) {
      scorer.addTags(gold.get(i).tags(), taggings.get(i).tags());
    }
    return scorer;
  }
}
