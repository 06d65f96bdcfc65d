package org.neuralannotators.network.kernel;

import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many OpenMP threads the operations of a Java thread use. OpenMP keeps that number for each
 * thread that calls in, and would give each a team of its own.
 */
public final class NativeThreads {
  private NativeThreads() {}

  /** Runs a task whose operations stay on the thread that calls. */
  public static void alone(Runnable task) {
    NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int before = ops.ompGetMaxThreads();
    ops.setOmpNumThreads(1);
    try {
      task.run();
    } finally {
      ops.setOmpNumThreads(before);
    }
  }
}
