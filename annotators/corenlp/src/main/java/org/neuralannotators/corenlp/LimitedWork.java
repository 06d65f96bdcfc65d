package org.neuralannotators.corenlp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a document to a model in one call, or in a few when it is large, so that an interrupt or
 * the end of its time is noticed in between. Thread-safe.
 *
 * @param <R> what the model says of a sentence
 */
final class LimitedWork<R> {
  /** Work of less than a second. A sentence is never divided. */
  static final int TOKENS_AT_ONCE = 1 << 14;

  private static final Logger LOG = LoggerFactory.getLogger(LimitedWork.class);

  private final Function<List<List<String>>, List<R>> model;
  private final WorkLimits limits;
  private final int tokensAtOnce;

  LimitedWork(Function<List<List<String>>, List<R>> model, WorkLimits limits, int tokensAtOnce) {
    this.model = model;
    this.limits = limits;
    this.tokensAtOnce = tokensAtOnce;
  }

  /**
   * Does the sentences of a document.
   *
   * @return for each sentence what the model says; none when it is too long, or came when the
   *     thread was interrupted, which it stays, or the time was over
   */
  List<Optional<R>> of(List<List<String>> sentences) {
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
  private List<List<Integer>> groups(List<List<String>> sentences) {
    List<List<Integer>> groups = new ArrayList<>();
    int room = 0;
    for (int i = 0; i < sentences.size(); i++) {
      int length = sentences.get(i).size();
      if (length > limits.sentenceTokens()) {
        continue;
      }
      if (groups.isEmpty() || length > room) {
        groups.add(new ArrayList<>());
        room = tokensAtOnce;
      }
      groups.get(groups.size() - 1).add(i);
      room -= length;
    }
    return groups;
  }
}
