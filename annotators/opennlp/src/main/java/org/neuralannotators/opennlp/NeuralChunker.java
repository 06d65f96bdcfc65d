package org.neuralannotators.opennlp;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.chunker.Chunker;
import opennlp.tools.commons.ThreadSafe;
import opennlp.tools.util.Sequence;
import opennlp.tools.util.Span;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSpan;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.tagger.SequenceTagger;

/**
 * Finds chunks, such as noun phrases, with a trained network. Tags are OpenNLP's, {@code B-NP},
 * {@code I-NP} and {@code O}, whatever scheme the model was trained with. The network reads words
 * alone: parts of speech, which OpenNLP's own chunkers need, are not looked at and may be null.
 *
 * <p>Thread-safe: any number of threads may share an instance, and their sentences may share a
 * batch. For that reason it isn't {@link opennlp.tools.ml.Probabilistic}: {@code probs()} speaks of
 * the last call, and with several threads there is none. {@link #chunkAsSpans} and {@link
 * #topKSequences(String[], String[])} give the probabilities together with the chunks. {@link
 * #close()} gives the model back, which is freed with its last user; it must not race with other
 * calls.
 */
@ThreadSafe
public final class NeuralChunker implements Chunker, AutoCloseable {
  private final SequenceTagger tagger;
  private final WantedSpans wanted;

  NeuralChunker(SequenceTagger tagger, WantedSpans wanted) {
    this.tagger = tagger;
    this.wanted = wanted;
  }

  /** Options of a chunker. */
  public static NeuralChunkerBuilder builder() {
    return new NeuralChunkerBuilder();
  }

  /**
   * The chunk tags of one sentence. {@link #chunkAll} is faster for several.
   *
   * @param tokens null is taken as empty
   * @param tags parts of speech, which aren't looked at
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the chunker is closed
   */
  @Override
  public String[] chunk(String[] tokens, String[] tags) {
    return chunkAll(new String[][] {tokens})[0];
  }

  /**
   * The chunk tags of each sentence of a document; they are the same as {@link #chunk} gives for
   * each.
   *
   * @param sentences null is taken as empty, also for a single sentence
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the chunker is closed
   */
  public String[][] chunkAll(String[][] sentences) {
    return tag(sentences)
        .map(sentence -> sentence.tags().toArray(String[]::new))
        .toArray(String[][]::new);
  }

  /**
   * The chunks of one sentence. {@link #chunkAllAsSpans} is faster for several.
   *
   * @param tokens null is taken as empty
   * @param tags parts of speech, which aren't looked at
   * @return spans of token indices with an exclusive end, in order and without overlap, with the
   *     type, such as {@code NP}, and the probability of the whole chunk under the model
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the chunker is closed
   */
  @Override
  public Span[] chunkAsSpans(String[] tokens, String[] tags) {
    return chunkAllAsSpans(new String[][] {tokens})[0];
  }

  /**
   * The chunks of each sentence of a document, with indices that count from the sentence's first
   * token; they are the same as {@link #chunkAsSpans} gives for each.
   *
   * @param sentences null is taken as empty, also for a single sentence
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the chunker is closed
   */
  public Span[][] chunkAllAsSpans(String[][] sentences) {
    return tag(sentences).map(sentence -> Results.spans(sentence.chunks())).toArray(Span[][]::new);
  }

  /**
   * The best sequence, and no other: the network's taggers give no second-best ones. {@link
   * Sequence#getProbs} has for each token the probability of what the model tagged it in its own
   * scheme; unlike OpenNLP's own, which follow from the tags before, these are marginal, over all
   * taggings of the sentence.
   *
   * @param tags parts of speech, which aren't looked at
   * @throws IllegalArgumentException when a token is null
   * @throws IllegalStateException when the chunker is closed
   */
  @Override
  public Sequence[] topKSequences(String[] sentence, String[] tags) {
    return topKSequences(sentence, tags, Double.NEGATIVE_INFINITY);
  }

  /**
   * The same, or nothing where its score, the sum of the probabilities' logarithms, is less than a
   * lower bound.
   */
  @Override
  public Sequence[] topKSequences(String[] sentence, String[] tags, double minSequenceScore) {
    Sequence best =
        tag(new String[][] {sentence})
            .map(chunked -> Results.sequence(chunked.tags(), chunked.tagging().confidences()))
            .findFirst()
            .orElseThrow();
    return best.getScore() < minSequenceScore ? new Sequence[0] : new Sequence[] {best};
  }

  /** A sentence with what was found. */
  private record Chunked(Tagging tagging, List<TaggedSpan> chunks) {
    List<String> tags() {
      return TagScheme.BIO.encode(chunks, tagging.tags().size());
    }
  }

  private Stream<Chunked> tag(String[][] sentences) {
    List<List<String>> tokens = Sentences.of(sentences);
    List<Tagging> taggings = tagger.tag(tokens);
    return IntStream.range(0, taggings.size())
        .mapToObj(i -> new Chunked(taggings.get(i), wanted.of(taggings.get(i), tokens.get(i))));
  }

  @Override
  public void close() {
    tagger.close();
  }
}
