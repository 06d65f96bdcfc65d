package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.Predictor;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * A trained network that finds entities of any kind, which the caller describes in words: open, or
 * zero-shot, named-entity recognition.
 *
 * <p>Thread-safe, also with different queries at a time; as of {@link SequenceTagger}.
 */
public interface EntityFinder extends Predictor {
  /**
   * Finds entities in all sentences of a document in one call, which is faster than a call for
   * each.
   *
   * @param sentences the tokens of each sentence, as for {@link SequenceTagger#tag}
   * @return one tagging for each sentence, in order: its spans are the entities by where they
   *     begin, whose confidences are their scores; they overlap only where the query allows it. Its
   *     tags, in {@link org.neuralannotators.label.TagScheme#BIO}, are those of the entities, of
   *     entities that overlap the most probable; an entity's tags have its confidence, and others
   *     what is left of 1 beside the most probable entity that the token could be in
   * @throws IllegalArgumentException when the labels are more than the network can read
   * @throws IllegalStateException when the finder is closed
   */
  List<Tagging> find(List<? extends List<String>> sentences, EntityQuery query);
}
