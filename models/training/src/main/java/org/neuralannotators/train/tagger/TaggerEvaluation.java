package org.neuralannotators.train.tagger;

import java.util.List;
import org.neuralannotators.eval.AccuracyScorer;
import org.neuralannotators.eval.EntityScorer;
import org.neuralannotators.label.TagScheme;
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

  /** Name of the score in a manifest. */
  String metric() {
    return model.labels().scheme() == TagScheme.NONE ? "accuracy" : "f1";
  }

  /** F1 of the spans by conlleval's definition, or the accuracy of tags that mark none. */
  double score(List<TaggedSentence> gold) {
    List<Tagging> taggings =
        tagging.tag(model.encode(gold.stream().map(TaggedSentence::tokens).toList()));
    EntityScorer spans = new EntityScorer();
    AccuracyScorer tags = new AccuracyScorer();
    boolean marksSpans = model.labels().scheme() != TagScheme.NONE;
    for (int i = 0; i < taggings.size(); i++) {
      if (marksSpans) {
        spans.addTags(gold.get(i).tags(), taggings.get(i).tags());
      } else {
        tags.add(gold.get(i).tags(), taggings.get(i).tags());
      }
    }
    return marksSpans ? spans.overall().f1() : tags.accuracy();
  }
}
