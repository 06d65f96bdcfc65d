package org.neuralannotators.lm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.text.Vocabulary;

/**
 * How well a language model predicts a text.
 *
 * @param directions the perplexity in each of the model's directions
 * @param sentences how many the text has
 * @param tokens how many it has, ends of sentences not counted
 * @param unknown how many of them aren't in the vocabulary; they are predicted as the unknown one
 */
public record LanguageModelScore(
    List<Perplexity> directions, long sentences, long tokens, long unknown) {
  /** Most streams that are read side by side; each but the first begins without its context. */
  private static final int STREAMS = 16;

  /** So long is each stream at least, so that its begin matters little. */
  private static final int SHORTEST_STREAM = 1000;

  /** Steps of a window, for a limit on memory. */
  private static final int STEPS = 64;

  /** Scores a model on documents, which are read one after the other. */
  public static LanguageModelScore of(
      LanguageModel model, Collection<Document> documents, Lanes lanes) {
    List<List<String>> sentences =
        documents.stream().flatMap(document -> document.sentences().stream()).toList();
    Vocabulary vocabulary = model.vocabulary();
    return new LanguageModelScore(
        perplexities(
            model.network(), model.streams(sentences.stream().map(model::encode).toList()), lanes),
        sentences.size(),
        sentences.stream().mapToLong(List::size).sum(),
        sentences.stream().flatMap(List::stream).filter(t -> !vocabulary.contains(t)).count());
  }

  /** The perplexity of a network on a text, in each direction. */
  public static List<Perplexity> perplexities(
      LanguageNetwork network, TextStreams text, Lanes lanes) {
    List<Perplexity> sums = new ArrayList<>();
    int streams = Math.max(1, Math.min(STREAMS, text.length() / SHORTEST_STREAM));
    for (List<Window> batch : text.allBatches(streams, STEPS)) {
      int parts = Math.min(lanes.threads(), batch.size());
      List<List<Perplexity>> scores = new ArrayList<>(Collections.nCopies(parts, List.of()));
      lanes.run(
          parts,
          (lane, part) ->
              scores.set(
                  part,
                  network.score(
                      Pass.inference(lane.kernels(), lane.workspace()),
                      IntStream.range(0, batch.size())
                          .filter(i -> i % parts == part)
                          .mapToObj(batch::get)
                          .toList())));
      scores.forEach(score -> add(score, sums));
    }
    return sums;
  }

  private static void add(List<Perplexity> score, List<Perplexity> sums) {
    for (int i = 0; i < score.size(); i++) {
      if (i == sums.size()) {
        sums.add(Perplexity.NONE);
      }
      sums.set(i, sums.get(i).plus(score.get(i)));
    }
  }

  /** Share of the tokens that aren't in the vocabulary; NaN without tokens. */
  public double unknownShare() {
    return (double) unknown / tokens;
  }
}
