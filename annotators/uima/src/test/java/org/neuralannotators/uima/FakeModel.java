package org.neuralannotators.uima;

import org.neuralannotators.tagger.SequenceTagger;
import org.neuralannotators.zeroshot.EntityQuery;

/** Gives every engine the same fake; UIMA makes the instance, hence the static field. */
public final class FakeModel extends NeuralModelResource {
  static final FakeTagger TAGGER = new FakeTagger();

  @Override
  public SequenceTagger open(EntityQuery query) {
    TAGGER.handles++;
    return TAGGER;
  }
}
