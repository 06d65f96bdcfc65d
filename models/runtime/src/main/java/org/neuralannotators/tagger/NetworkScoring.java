package org.neuralannotators.tagger;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.model.SharedBatches.Sharing;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;

/**
 * Runs a network over sentences, in batches that concurrent callers share, and makes something of
 * the scores of each. Thread-safe, as long as the network's parameters don't change.
 *
 * @param <S> how the network reads a sentence
 * @param <R> what is made of a sentence's scores
 */
final class NetworkScoring<S, R> {
  private final TaggerModel<S> model;
  private final BiFunction<LinearChainCrf, Emissions, R> result;
  private final SharedBatches<S, R> batches;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   * @param batchTokens how many rows a batch holds, more only where one sentence does
   * @param sharedBatches whether concurrent callers share batches
   */
  NetworkScoring(
      TaggerModel<S> model,
      Lanes lanes,
      int batchTokens,
      boolean sharedBatches,
      BiFunction<LinearChainCrf, Emissions, R> result) {
    this.model = model;
    this.result = result;
    batches =
        new SharedBatches<>(lanes, batchTokens, sharing(sharedBatches), model::rows, this::compute);
  }

  private Sharing sharing(boolean sharedBatches) {
    if (!sharedBatches) {
      return Sharing.NOTHING;
    }
    return model.network().hasLargeProducts() ? Sharing.BATCHES_AND_CORES : Sharing.BATCHES;
  }

  /** The results of the sentences, in their order. Errors as in {@link SharedBatches#run}. */
  List<R> run(List<S> sentences) {
    return batches.run(sentences);
  }

  private List<R> compute(Pass pass, List<S> sentences) {
    LinearChainCrf crf = model.network().crf();
    return Stream.of(model.network().emissions(pass, sentences))
        .map(each -> result.apply(crf, each))
        .toList();
  }
}
