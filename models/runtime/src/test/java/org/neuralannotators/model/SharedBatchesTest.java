package org.neuralannotators.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neuralannotators.model.SharedBatches.Sharing;
import org.neuralannotators.network.LaneMemory;
import org.neuralannotators.network.Lanes;

/** A sentence is its number of tokens here, or what happens to it; the result is it as text. */
@Timeout(60)
class SharedBatchesTest {
  private static final int HOLDS = -1;
  private static final int FAILS = -2;
  private static final int RUNS_OUT_OF_MEMORY = -3;

  private final Lanes oneLane = Lanes.ofFloats(1);
  private final SharedBatches<Integer, String> shared = sharedOn(oneLane);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Future<List<String>> holder;

  @AfterEach
  void close() {
    release.countDown();
    callers.shutdown();
    oneLane.close();
  }

  private SharedBatches<Integer, String> sharedOn(Lanes lanes) {
    return new SharedBatches<>(
        lanes, 1000, Sharing.BATCHES, SharedBatchesTest::length, (lane, batch) -> compute(batch));
  }

  private static int length(int sentence) {
    return sentence == FAILS ? 900 : Math.max(0, sentence);
  }

  private List<String> compute(List<Integer> batch) {
    batches.add(batch);
    if (batch.contains(HOLDS)) {
      held.countDown();
      awaitRelease();
    }
    if (batch.contains(FAILS)) {
      throw new IllegalArgumentException("broken");
    }
    if (batch.contains(RUNS_OUT_OF_MEMORY)) {
      throw new OutOfMemoryError("none left");
    }
    return batch.stream().map(Object::toString).toList();
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Occupies the only lane until {@link #release}. */
  private void holdTheLane() throws InterruptedException {
    holder = callers.submit(() -> shared.run(List.of(HOLDS)));
    held.await();
  }

  /** Calls from a thread of its own, and comes back when the sentences wait for a lane. */
  private Future<List<String>> waitingCall(Integer... sentences) {
    long before = shared.waitingSentences();
    Callable<List<String>> call = () -> shared.run(List.of(sentences));
    Future<List<String>> future = callers.submit(call);
    while (shared.waitingSentences() < before + sentences.length) {
      Thread.onSpinWait();
    }
    return future;
  }

  @Test
  void callersWhoWaitForALaneShareTheNextBatch() throws Exception {
    holdTheLane();
    List<Future<List<String>>> calls = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      calls.add(waitingCall(i, 10 * i));
    }
    release.countDown();
    for (int i = 1; i <= 8; i++) {
      assertThat(calls.get(i - 1).get()).containsExactly("" + i, "" + 10 * i);
    }
    assertThat(batches).hasSize(2);
    assertThat(batches.get(1)).hasSize(16);
  }

  @Test
  void loneCallerStartsAtOnceWithABatchOfItsOwn() {
    assertThat(shared.run(List.of(3, 1, 2))).containsExactly("3", "1", "2");
    assertThat(batches).containsExactly(List.of(1, 2, 3));
  }

  @Test
  void callersWhoDoNotShareAlwaysHaveTheSameBatches() throws Exception {
    SharedBatches<Integer, String> own =
        new SharedBatches<>(
            oneLane,
            1000,
            Sharing.NOTHING,
            SharedBatchesTest::length,
            (lane, batch) -> compute(batch));
    for (int i = 0; i < 2; i++) {
      List<Future<List<String>>> calls = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        calls.add(callers.submit(() -> own.run(List.of(600, 100, 700))));
      }
      for (Future<List<String>> call : calls) {
        assertThat(call.get()).containsExactly("600", "100", "700");
      }
    }
    assertThat(batches).containsOnly(List.of(100, 600), List.of(700)).hasSize(32);
  }

  @Test
  void noSentencesMakeNoBatch() {
    assertThat(shared.run(List.of())).isEmpty();
    assertThat(batches).isEmpty();
  }

  @Test
  void batchesHoldNoMoreThanTheirTokens() throws Exception {
    holdTheLane();
    List<Future<List<String>>> calls =
        List.of(waitingCall(400), waitingCall(500), waitingCall(300), waitingCall(600));
    release.countDown();
    for (Future<List<String>> call : calls) {
      assertThat(call.get()).hasSize(1);
    }
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch.stream().mapToInt(Integer::intValue).sum())
                    .isLessThanOrEqualTo(1000))
        .hasSizeLessThan(5);
  }

  @Test
  void sentenceLargerThanABatchIsAlone() throws Exception {
    holdTheLane();
    List<Future<List<String>>> calls =
        List.of(waitingCall(0, 5, 100_000), waitingCall(0, 7), waitingCall(100_000));
    release.countDown();
    for (Future<List<String>> call : calls) {
      call.get();
    }
    assertThat(batches).filteredOn(batch -> batch.contains(100_000)).hasSize(2);
    assertThat(batches).filteredOn(batch -> batch.contains(100_000)).containsOnly(List.of(100_000));
  }

  @Test
  void memoryOfAVeryLargeBatchGoesBack() {
    assertThat(LaneMemory.isFreedBy(oneLane, () -> shared.run(List.of(8_000)))).isFalse();
    assertThat(LaneMemory.isFreedBy(oneLane, () -> shared.run(List.of(8_001)))).isTrue();
  }

  @Test
  void memoryOfABatchThatFailsGoesBack() {
    Runnable failing = () -> assertThatThrownBy(() -> shared.run(List.of(FAILS)));
    assertThat(LaneMemory.isFreedBy(oneLane, failing)).isTrue();
  }

  @Test
  void largeCallRunsOnAllLanes() throws Exception {
    try (Lanes twoLanes = Lanes.ofFloats(2)) {
      CountDownLatch both = new CountDownLatch(2);
      SharedBatches<Integer, String> large =
          new SharedBatches<>(
              twoLanes,
              1000,
              Sharing.BATCHES_AND_CORES,
              Integer::intValue,
              (lane, batch) -> {
                both.countDown();
                try {
                  // Each batch waits for the other: both run at the same time.
                  both.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return batch.stream().map(Object::toString).toList();
              });
      assertThat(large.run(List.of(600, 700))).containsExactly("600", "700");
    }
  }

  @Test
  void failureReachesAllWhoseSentencesWereInTheBatch() throws Exception {
    holdTheLane();
    Future<List<String>> culprit = waitingCall(FAILS);
    Future<List<String>> company = waitingCall(1);
    release.countDown();
    for (Future<List<String>> call : List.of(culprit, company)) {
      assertThatThrownBy(call::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("broken")
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(shared.run(List.of(2))).containsExactly("2");
  }

  @Test
  void failureReachesNobodyElse() throws Exception {
    holdTheLane();
    Future<List<String>> culprit = waitingCall(FAILS, 900, 950);
    Future<List<String>> other = waitingCall(990);
    release.countDown();
    assertThatThrownBy(culprit::get).isInstanceOf(ExecutionException.class);
    assertThat(holder.get()).containsExactly("" + HOLDS);
    assertThat(other.get()).containsExactly("990");
    assertThat(shared.waitingSentences()).isZero();
  }

  @Test
  void outOfMemoryComesAsItIsAndLeavesTheLanesFree() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> shared.run(List.of(RUNS_OUT_OF_MEMORY)))
          .isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(shared.run(List.of(2))).containsExactly("2");
  }

  @Test
  void interruptIsKeptAndEndsNoWait() throws Exception {
    holdTheLane();
    Thread[] caller = new Thread[1];
    long before = shared.waitingSentences();
    Future<Boolean> interrupted =
        callers.submit(
            () -> {
              caller[0] = Thread.currentThread();
              assertThat(shared.run(List.of(1))).containsExactly("1");
              return Thread.interrupted();
            });
    while (shared.waitingSentences() == before) {
      Thread.onSpinWait();
    }
    caller[0].interrupt();
    release.countDown();
    assertThat(interrupted.get()).isTrue();
  }
}
