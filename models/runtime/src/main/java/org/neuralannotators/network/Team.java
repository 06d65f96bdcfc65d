package org.neuralannotators.network;

import java.util.concurrent.atomic.AtomicReference;
import org.neuralannotators.network.kernel.Kernels;

/**
 * Shares the large products of one pass between its own core and another that has nothing to do.
 * Products are handed over without a lock: both sides spin, which takes microseconds where waking a
 * thread would take as long as the product. One pass uses a team at a time.
 */
public final class Team {
  /** A team of one. */
  static final Team ALONE = new Team(false);

  /** Fewer multiplications aren't worth handing over. */
  private static final long WORTHWHILE = 1L << 20;

  /** So often each side looks before it lets others have the core; some ten microseconds. */
  private static final int SPINS = 500;

  /** Columns are cut at multiples of it. */
  public static final int VECTOR = 16;

  /** A task for some rows or columns. */
  @FunctionalInterface
  public interface RangeTask {
    void run(Kernels kernels, int from, int to);
  }

  private record Part(RangeTask task, int from, int to) {}

  /** Behind the last product. */
  private static final Part END = new Part(null, 0, 0);

  private final boolean helped;

  /** What the helper shall do next; null while there is nothing. */
  private final AtomicReference<Part> handedOver = new AtomicReference<>();

  private volatile boolean busy;
  private volatile RuntimeException failure;

  private Team(boolean helped) {
    this.helped = helped;
  }

  /** A team of two; somebody must call {@link #help}. */
  static Team ofTwo() {
    return new Team(true);
  }

  /**
   * Runs a task for all rows or columns, at once for two halves of them where that is worthwhile.
   *
   * @param multiplications of the whole task
   * @param size how many rows or columns there are
   * @param together the first half is a multiple of it
   */
  public void share(Kernels kernels, long multiplications, int size, int together, RangeTask task) {
    int half = size / 2 / together * together;
    if (!helped || half == 0 || multiplications < WORTHWHILE) {
      task.run(kernels, 0, size);
      return;
    }
    Part second = new Part(task, half, size);
    busy = true;
    handedOver.set(second);
    task.run(kernels, 0, half);
    if (handedOver.compareAndSet(second, null)) {
      // The helper hasn't come yet.
      busy = false;
      task.run(kernels, half, size);
    }
    for (int spins = 0; busy; spins++) {
      spin(spins);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Helps until {@link #end}, on the thread that calls and with other kernels than the pass's. */
  void help(Kernels kernels) {
    for (Part part = next(); part.task != null; part = next()) {
      try {
        part.task.run(kernels, part.from, part.to);
      } catch (RuntimeException e) {
        failure = e;
      } finally {
        busy = false;
      }
    }
  }

  private Part next() {
    Part part = null;
    for (int spins = 0; part == null; spins++) {
      // The pass may take back what it has handed over.
      part = handedOver.get() == null ? null : handedOver.getAndSet(null);
      spin(spins);
    }
    return part;
  }

  /** Where other programs want the core, the other side may wait for it. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void spin(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** Lets the helper go. */
  void end() {
    handedOver.set(END);
  }
}
