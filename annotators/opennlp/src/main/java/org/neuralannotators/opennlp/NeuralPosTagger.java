package org.neuralannotators.opennlp;

import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.postag.POSTagger;
import opennlp.tools.util.Sequence;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/**
 * Finds parts of speech with a trained network: for each token a tag of the model's tag set, but
 * {@code _} for a blank token such as a line feed, which the network passes over.
 *
 * <p>Thread-safe: any number of threads may share an instance, and their sentences may share a
 * batch. For that reason it isn't {@link opennlp.tools.ml.Probabilistic}: {@code probs()} speaks of
 * the last call, and with several threads there is none. {@link #topKSequences(String[])} gives the
 * probabilities together with the tags. {@link #close()} gives the model back, which is freed with
 * its last user; it must not race with other calls.
 */
@ThreadSafe
public final class NeuralPosTagger implements POSTagger, AutoCloseable {
  private final SequenceTagger tagger;
  private final LabelMap tagMap;

  NeuralPosTagger(SequenceTagger tagger, LabelMap tagMap) {
    this.tagger = tagger;
    this.tagMap = tagMap;
  }

  /** Options of a tagger; {@code builder().load()} has the English model. */
  public static NeuralPosTaggerBuilder builder() {
    return new NeuralPosTaggerBuilder();
  }

  /**
   * The tags of one sentence. {@link #tagAll} is faster for several.
   *
   * @param sentence its tokens; null is taken as empty
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the tagger is closed
   */
  @Override
  public String[] tag(String[] sentence) {
    return tagAll(new String[][] {sentence})[0];
  }

  /** The same; the network takes no further context. */
  @Override
  public String[] tag(String[] sentence, Object[] additionalContext) {
    return tag(sentence);
  }

  /**
   * The tags of each sentence of a document; they are the same as {@link #tag(String[])} gives for
   * each.
   *
   * @param sentences null is taken as empty, also for a single sentence
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the tagger is closed
   */
  public String[][] tagAll(String[][] sentences) {
    return tagger.tag(Sentences.of(sentences)).stream()
        .map(tagging -> tagging.tags(tagMap).toArray(String[]::new))
        .toArray(String[][]::new);
  }

  /**
   * The best sequence, and no other: the network's taggers give no second-best ones. {@link
   * Sequence#getProbs} has the probability of each tag; unlike OpenNLP's own, which follow from the
   * tags before, these are marginal, over all taggings of the sentence.
   *
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the tagger is closed
   */
  @Override
  public Sequence[] topKSequences(String[] sentence) {
    Tagging tagging = tagger.tag(Sentences.of(new String[][] {sentence})).get(0);
    return new Sequence[] {Results.sequence(tagging.tags(tagMap), tagging.confidences())};
  }

  /** The same; the network takes no further context. */
  @Override
  public Sequence[] topKSequences(String[] sentence, Object[] additionalContext) {
    return topKSequences(sentence);
  }

  @Override
  public void close() {
    tagger.close();
  }
}
