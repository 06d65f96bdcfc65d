package org.neuralannotators.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The sentences of one caller on their way through {@link SharedBatches}, whose lock guards it.
 *
 * @param <S> a sentence
 * @param <R> its result
 */
final class BatchedCall<S, R> {
  /** A sentence and where its result goes. */
  record Entry<S, R>(BatchedCall<S, R> call, int index, S sentence, int length) {
    void finish(R result) {
      call.results.set(index, result);
      call.unfinished--;
    }

    void fail(Throwable cause) {
      call.failure = cause;
      call.waiting.clear();
      call.waitingTokens = 0;
    }
  }

  /** Sentences without a batch, the shortest first. */
  private final Deque<Entry<S, R>> waiting;

  private final List<R> results;
  private long waitingTokens;
  private int unfinished;
  private Throwable failure;

  BatchedCall(List<S> sentences, ToIntFunction<S> length) {
    results = new ArrayList<>(Collections.nCopies(sentences.size(), null));
    unfinished = sentences.size();
    waiting =
        new ArrayDeque<>(
            IntStream.range(0, sentences.size())
                .mapToObj(i -> entry(i, sentences.get(i), length))
                .sorted(Comparator.comparingInt(Entry::length))
                .toList());
    waitingTokens = waiting.stream().mapToLong(Entry::length).sum();
  }

  private Entry<S, R> entry(int index, S sentence, ToIntFunction<S> length) {
    return new Entry<>(this, index, sentence, length.applyAsInt(sentence));
  }

  /** Whether there are sentences without a batch. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  int waitingSentences() {
    return waiting.size();
  }

  long waitingTokens() {
    return waitingTokens;
  }

  boolean isFinished() {
    return unfinished == 0 || failure != null;
  }

  /**
   * Moves sentences into a batch as long as they fit; an empty batch takes one of any length.
   *
   * @param room tokens that the batch may still take
   * @return the room that is left
   */
  long moveTo(List<Entry<S, R>> batch, long room) {
    long left = room;
    while (!waiting.isEmpty() && (batch.isEmpty() || waiting.peek().length() <= left)) {
      Entry<S, R> entry = waiting.remove();
      batch.add(entry);
      left -= entry.length();
      waitingTokens -= entry.length();
    }
    return left;
  }

  /** The results in the order of the sentences, or the failure of a batch. */
  List<R> results() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException(
          "A batch failed that had sentences of this call: " + failure, failure);
    }
    return List.copyOf(results);
  }
}
