package org.neuralannotators.opennlp;

import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.namefind.TokenNameFinder;
import opennlp.tools.util.Span;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/**
 * Finds names with a trained network. Spans are of token indices with an exclusive end, sorted and
 * without overlap; their type is the label without a scheme's prefix, such as {@code PER}, and
 * {@link Span#getProb()} is the probability of the whole span under the model.
 *
 * <p>Thread-safe: any number of threads may share an instance, and their sentences may share a
 * batch. For that reason it isn't {@link opennlp.tools.ml.Probabilistic}: {@code probs()} speaks of
 * the last call, and with several threads there is none. {@link #close()} gives the model back,
 * which is freed with its last user; it must not race with a call of {@code find}.
 */
@ThreadSafe
public final class NeuralNameFinder implements TokenNameFinder, AutoCloseable {
  private final SequenceTagger tagger;
  private final WantedSpans wanted;

  NeuralNameFinder(SequenceTagger tagger, WantedSpans wanted) {
    this.tagger = tagger;
    this.wanted = wanted;
  }

  /** Options of a name finder; {@code builder().load()} has the English model that ships. */
  public static NeuralNameFinderBuilder builder() {
    return new NeuralNameFinderBuilder();
  }

  /**
   * The names of one sentence. {@link #findAll} is faster for several.
   *
   * @param tokens null is taken as empty
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the name finder is closed
   */
  @Override
  public Span[] find(String[] tokens) {
    return findAll(new String[][] {tokens})[0];
  }

  /**
   * The names of each sentence of a document, with indices that count from the sentence's first
   * token; they are the same as {@link #find} gives for each.
   *
   * @param sentences null is taken as empty, also for a single sentence
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the name finder is closed
   */
  public Span[][] findAll(String[][] sentences) {
    List<List<String>> tokens = Sentences.of(sentences);
    List<Tagging> taggings = tagger.tag(tokens);
    return IntStream.range(0, taggings.size())
        .mapToObj(i -> Results.spans(wanted.of(taggings.get(i), tokens.get(i))))
        .toArray(Span[][]::new);
  }

  /** Does nothing: no call depends on an earlier one. */
  @Override
  public void clearAdaptiveData() {}

  @Override
  public void close() {
    tagger.close();
  }
}
