package org.neuralannotators.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;

/**
 * Batches that concurrent callers share. A caller who finds a lane free starts at once. While all
 * lanes are busy, callers wait with their sentences, and who gets the next lane takes the others'
 * along, as many as a batch holds. Nobody ever waits for company. The memory of very large batches
 * isn't kept. Thread-safe.
 *
 * @param <S> a sentence
 * @param <R> its result
 */
public final class SharedBatches<S, R> {
  /** What may be shared. */
  public enum Sharing {
    /** Nothing: the same sentences always come in the same batches. */
    NOTHING,
    /** Batches, between callers. */
    BATCHES,
    /** Batches, and the cores where there is only one: for computations with large products. */
    BATCHES_AND_CORES
  }

  /** What is done with a batch. */
  @FunctionalInterface
  public interface Computation<S, R> {
    /** One result for each sentence, in their order. */
    List<R> run(Pass pass, List<S> sentences);
  }

  /** Smaller batches than this are not worth a core of their own. */
  private static final int SMALLEST_BATCH = 256;

  private final Lanes lanes;
  private final int batchTokens;
  private final Sharing sharing;
  private final int smallestBatch;
  private final ToIntFunction<S> length;
  private final Computation<S, R> computation;

  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when a lane was given back, and calls may have been finished. */
  private final Condition changed = lock.newCondition();

  /** Calls with sentences that no batch has yet, the oldest first. */
  private final Set<BatchedCall<S, R>> waiting = new LinkedHashSet<>();

  private int freeLanes;

  /**
   * @param lanes stay the caller's
   * @param batchTokens how many tokens a batch holds, more only where one sentence does
   * @param sharing what may be shared
   * @param length tokens of a sentence
   */
  public SharedBatches(
      Lanes lanes,
      int batchTokens,
      Sharing sharing,
      ToIntFunction<S> length,
      Computation<S, R> computation) {
    this.lanes = lanes;
    this.batchTokens = batchTokens;
    this.sharing = sharing;
    this.length = length;
    this.computation = computation;
    smallestBatch = Math.min(SMALLEST_BATCH, batchTokens);
    freeLanes = lanes.threads();
  }

  /**
   * Batches as the options say, for computations with large products.
   *
   * @param lanes stay the caller's
   * @param length tokens of a sentence
   */
  public static <S, R> SharedBatches<S, R> ofLargeProducts(
      Lanes lanes,
      PredictorOptions options,
      ToIntFunction<S> length,
      Computation<S, R> computation) {
    return new SharedBatches<>(
        lanes,
        options.run().batchTokens(),
        options.sharedBatches() ? Sharing.BATCHES_AND_CORES : Sharing.NOTHING,
        length,
        computation);
  }

  /**
   * The results of the sentences, in their order. The caller's thread works too, and only on
   * batches that have sentences of its own. An interrupt doesn't end the wait and is kept.
   *
   * @throws IllegalStateException when a batch failed that had some of them; an {@link Error} comes
   *     as it is
   */
  public List<R> run(List<S> sentences) {
    BatchedCall<S, R> call = new BatchedCall<>(sentences, length);
    long tokens = call.waitingTokens();
    int threads = parts(tokens, lanes.threads());
    long share = share(tokens, threads);
    lock.lock();
    try {
      waiting.add(call);
    } finally {
      lock.unlock();
    }
    lanes.together(threads, () -> work(call, share));
    return await(call);
  }

  /** How many lanes so many tokens are worth. */
  private int parts(long tokens, int most) {
    return (int) Math.max(1, Math.min(most, tokens / smallestBatch));
  }

  /** The tokens of a batch when so many are divided; one more, so that none are left over. */
  private long share(long tokens, int parts) {
    return Math.min(batchTokens, 1 + tokens / parts);
  }

  /**
   * @param alone whether no other lane has or gets work
   */
  private record Batch<S, R>(List<BatchedCall.Entry<S, R>> entries, boolean alone) {}

  private void work(BatchedCall<S, R> call, long share) {
    for (var batch = next(call, share); !batch.entries().isEmpty(); batch = next(call, share)) {
      compute(batch);
    }
  }

  /**
   * A batch that a lane is free for, with sentences of the call; empty when it has no more.
   *
   * @param share tokens of the call's own, whoever else is there: without company the batches of a
   *     call are always the same
   */
  private Batch<S, R> next(BatchedCall<S, R> call, long share) {
    lock.lock();
    try {
      while (call.isWaiting() && freeLanes == 0) {
        changed.awaitUninterruptibly();
      }
      List<BatchedCall.Entry<S, R>> batch = new ArrayList<>();
      if (call.isWaiting()) {
        long room = sharing == Sharing.NOTHING ? 0 : roomOfABatch();
        // The call's own sentences first: a large document of another must not delay it.
        room -= share - call.moveTo(batch, share);
        for (BatchedCall<S, R> other : waiting) {
          if (other != call) {
            room = other.moveTo(batch, room);
          }
        }
        freeLanes--;
      }
      waiting.removeIf(other -> !other.isWaiting());
      return new Batch<>(batch, waiting.isEmpty() && freeLanes == lanes.threads() - 1);
    } finally {
      lock.unlock();
    }
  }

  /** All free lanes get an equal share, unless that is too small or more than a batch holds. */
  private long roomOfABatch() {
    long tokens = waiting.stream().mapToLong(BatchedCall::waitingTokens).sum();
    return share(tokens, parts(tokens, freeLanes));
  }

  private void compute(Batch<S, R> all) {
    List<BatchedCall.Entry<S, R>> batch = all.entries();
    List<R> results = new ArrayList<>();
    Throwable failure = null;
    try {
      List<S> sentences = batch.stream().map(BatchedCall.Entry::sentence).toList();
      long tokens = batch.stream().mapToLong(BatchedCall.Entry::length).sum();
      Consumer<Lanes.Lane> task =
          lane ->
              results.addAll(
                  lane.infer(tokens, batchTokens, pass -> computation.run(pass, sentences)));
      if (all.alone() && sharing == Sharing.BATCHES_AND_CORES) {
        lanes.onLaneWithHelp(task);
      } else {
        lanes.onLane(task);
      }
      if (results.size() != batch.size()) {
        throw new IllegalStateException(
            "[" + results.size() + "] results of [" + batch.size() + "] sentences");
      }
    } catch (Throwable e) {
      // Whatever it is, the other callers must learn of it too.
      failure = e;
    }
    lock.lock();
    try {
      freeLanes++;
      for (int i = 0; i < batch.size(); i++) {
        if (failure == null) {
          batch.get(i).finish(results.get(i));
        } else {
          batch.get(i).fail(failure);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private List<R> await(BatchedCall<S, R> call) {
    lock.lock();
    try {
      while (!call.isFinished()) {
        changed.awaitUninterruptibly();
      }
      return call.results();
    } finally {
      lock.unlock();
    }
  }

  /** How many sentences no batch has yet. */
  int waitingSentences() {
    lock.lock();
    try {
      return waiting.stream().mapToInt(BatchedCall::waitingSentences).sum();
    } finally {
      lock.unlock();
    }
  }
}
