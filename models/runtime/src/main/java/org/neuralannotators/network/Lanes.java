package org.neuralannotators.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.NativeThreads;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Places where passes run side by side, each on one core with kernels and a workspace of its own:
 * independent batches on several cores are faster than one batch whose every product is shared
 * between cores. Thread-safe: callers from several threads share the lanes. {@link #close()} frees
 * their memory and must not race with a call of {@link #run}.
 */
public final class Lanes implements AutoCloseable {
  /** Memory for this many times the usual rows must not be left behind. */
  private static final int LARGE = 8;

  private final List<Lane> lanes = new ArrayList<>();

  /** The one used last comes first: a single caller's passes use the memory of one lane. */
  private final BlockingDeque<Lane> free = new LinkedBlockingDeque<>();

  private final ExecutorService helpers;
  private final FrozenWeights frozen;

  /**
   * Where one pass runs at a time.
   *
   * @param kernels compute
   * @param workspace is empty when a task gets the lane
   * @param team shares large products
   * @param frozen the weights of a network that isn't trained any more; null when they may change
   */
  public record Lane(Kernels kernels, Workspace workspace, Team team, FrozenWeights frozen) {
    /** A pass without a way back. */
    public Pass inference() {
      return new Pass(kernels, workspace, null, null, team, frozen);
    }

    /**
     * Runs such a pass. The memory of one that fails, or is far beyond the usual size, isn't kept.
     *
     * @param rows of the pass
     * @param usual rows of a pass
     */
    public <R> R infer(long rows, int usual, Function<Pass, R> task) {
      boolean kept = false;
      try {
        R result = task.apply(inference());
        kept = rows <= (long) LARGE * usual;
        return result;
      } finally {
        if (!kept) {
          workspace.close();
        }
      }
    }
  }

  /**
   * @param threads how many passes may run at once, at least 1
   * @param type of the numbers
   */
  public Lanes(int threads, DataType type) {
    this(threads, type, Precision.FP32, null);
  }

  private Lanes(int threads, DataType type, Precision precision, FrozenWeights frozen) {
    this.frozen = frozen;
    if (threads < 1) {
      throw new IllegalArgumentException("Threads [" + threads + "]; expected at least 1");
    }
    Precision supported = precision.supported();
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane(Kernels.of(type, supported), new Workspace(type), Team.ALONE, frozen));
    }
    free.addAll(lanes);
    helpers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "neural-annotators-lane");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Lanes for single precision. */
  public static Lanes ofFloats(int threads) {
    return ofFloats(threads, Precision.FP32);
  }

  /** Lanes for single precision with products of a precision, where the CPU has it. */
  public static Lanes ofFloats(int threads, Precision precision) {
    return new Lanes(threads, DataType.FLOAT, precision, null);
  }

  /**
   * Lanes for one network that isn't trained any more, in single precision: as its weights can't
   * change, they are packed once and shared by all lanes.
   *
   * @param precision of the products, where the CPU has it
   */
  public static Lanes forInference(int threads, Precision precision) {
    return new Lanes(threads, DataType.FLOAT, precision, new FrozenWeights());
  }

  /** How many passes may run at once. */
  public int threads() {
    return lanes.size();
  }

  /**
   * Runs tasks 0 to {@code count - 1}, each on a lane, and waits for all of them. The caller's
   * thread works too; a single task needs no other.
   */
  public void run(int count, ObjIntConsumer<Lane> task) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              int number = i;
              onLane(lane -> task.accept(lane, number));
            }
          } finally {
            // After a failure the other threads need not go on.
            next.set(count);
          }
        };
    together(Math.min(count, threads()), work);
  }

  /** Runs the same work on several threads, of which the caller's is one, and waits for all. */
  public void together(int threads, Runnable work) {
    List<Future<?>> helping = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      helping.add(helpers.submit(work));
    }
    try {
      work.run();
    } finally {
      helping.forEach(Lanes::await);
    }
  }

  /** Runs a task on the thread that calls, as soon as a lane is free. */
  public void onLane(Consumer<Lane> task) {
    on(take(), task);
  }

  /**
   * Runs a task on the thread that calls, as soon as a lane is free. If another one is free too, it
   * shares the large products of the task's pass, which then is done sooner.
   */
  public void onLaneWithHelp(Consumer<Lane> task) {
    Lane lane = take();
    Lane other = free.poll();
    if (other == null) {
      on(lane, task);
      return;
    }
    Team team = Team.ofTwo();
    Future<?> helper = helpers.submit(() -> on(other, own -> team.help(own.kernels())));
    try {
      on(lane, own -> task.accept(new Lane(own.kernels(), own.workspace(), team, frozen)));
    } finally {
      team.end();
      await(helper);
    }
  }

  private void on(Lane lane, Consumer<Lane> task) {
    try {
      lane.workspace().reset();
      NativeThreads.alone(() -> task.accept(lane));
    } finally {
      free.addFirst(lane);
    }
  }

  private Lane take() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return free.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void await(Future<?> helper) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          helper.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    helpers.shutdown();
    for (Lane lane : lanes) {
      lane.workspace().close();
      lane.kernels().close();
    }
    if (frozen != null) {
      frozen.close();
    }
  }
}
