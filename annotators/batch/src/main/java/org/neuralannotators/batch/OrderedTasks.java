package org.neuralannotators.batch;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks on threads and settles their results in the order of the tasks, in the thread that
 * gives them. Few tasks are under way at once: who gives another one waits for the first. Belongs
 * to one thread.
 */
final class OrderedTasks implements AutoCloseable {
  /** Enough for a long document not to keep other threads waiting. */
  private static final int TASKS_OF_A_THREAD = 16;

  private final ExecutorService threads;
  private final int limit;
  private final Deque<Future<Settlement>> underWay = new ArrayDeque<>();

  /** What is to be done with a result. */
  interface Settlement {
    void settle() throws IOException;
  }

  OrderedTasks(int threads) {
    this.threads = Executors.newFixedThreadPool(threads);
    this.limit = threads * TASKS_OF_A_THREAD;
  }

  /** Runs a task, which gives what is to be done behind those before it. */
  void run(Callable<Settlement> task) throws IOException, InterruptedException {
    while (underWay.size() >= limit || (!underWay.isEmpty() && underWay.peek().isDone())) {
      settleFirst();
    }
    underWay.add(threads.submit(task));
  }

  /** Does something behind all tasks up to now. */
  void then(Settlement settlement) {
    underWay.add(CompletableFuture.completedFuture(settlement));
  }

  /** Waits for all tasks. */
  void finish() throws IOException, InterruptedException {
    while (!underWay.isEmpty()) {
      settleFirst();
    }
  }

  private void settleFirst() throws IOException, InterruptedException {
    try {
      underWay.remove().get().settle();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A task died", e);
    }
  }

  /** Stops what is still under way, and waits for it. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
