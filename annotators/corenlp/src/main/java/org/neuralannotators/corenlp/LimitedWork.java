package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a document to a model in one call, or in a few when it is large, so that an interrupt or
 * the end of its time is noticed in between. Thread-safe.
 *
 * @param <S> a sentence
 * @param <R> what the model says of it
 */
final class LimitedWork<S, R> {
  /** For taggers and embedders work of less than a second. A sentence is never divided. */
  static final int TOKENS_AT_ONCE = 1 << 14;

  private static final Logger LOG = LoggerFactory.getLogger(LimitedWork.class);

  private final Function<List<S>, List<R>> model;
  private final ToIntFunction<S> length;
  private final WorkLimits limits;
  private final int tokensAtOnce;

  /**
   * @param length how many tokens a sentence has
   * @param tokensAtOnce are handed to the model in one call
   */
  LimitedWork(
      Function<List<S>, List<R>> model,
      ToIntFunction<S> length,
      WorkLimits limits,
      int tokensAtOnce) {
    this.model = model;
    this.length = length;
    this.limits = limits;
    this.tokensAtOnce = tokensAtOnce;
  }

  /**
   * Does the sentences of a document.
   *
   * @return for each sentence what the model says; none when it is too long, or came when the
   *     thread was interrupted, which it stays, or the time was over
   */
  List<Optional<R>> of(List<S> sentences) {
    List<Optional<R>> results =
        new ArrayList<>(Collections.nCopies(sentences.size(), Optional.empty()));
    long start = System.nanoTime();
    for (List<Integer> group : groups(sentences)) {
      if (isOver(start)) {
        LOG.warn(
            "Interrupted or out of time: [{}] of a document's [{}] sentences are left out",
            results.stream().filter(Optional::isEmpty).count(),
            results.size());
        break;
      }
      List<R> done = model.apply(group.stream().map(sentences::get).toList());
      for (int i = 0; i < done.size(); i++) {
        results.set(group.get(i), Optional.of(done.get(i)));
      }
    }
    return results;
  }

  private boolean isOver(long start) {
    return Thread.currentThread().isInterrupted()
        || System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(limits.milliseconds());
  }

  /** The numbers of the sentences that aren't too long, in groups that are done at once. */
  private List<List<Integer>> groups(List<S> sentences) {
    List<List<Integer>> groups = new ArrayList<>();
    int room = 0;
    for (int i = 0; i < sentences.size(); i++) {
      int tokens = length.applyAsInt(sentences.get(i));
      if (tokens > limits.sentenceTokens()) {
        continue;
      }
      if (groups.isEmpty() || tokens > room) {
        groups.add(new ArrayList<>());
        room = tokensAtOnce;
      }
      groups.get(groups.size() - 1).add(i);
      room -= tokens;
    }
    return groups;
  }
}
