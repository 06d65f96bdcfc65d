package org.neuralannotators.it.bert;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/** What a turn took; others' work on the same machine spoils the first, hardly the second. */
record Time(double seconds, double processorSeconds) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Time of(Runnable turn) {
    long begin = System.nanoTime();
    long processor = SYSTEM.getProcessCpuTime();
    turn.run();
    return new Time(
        (System.nanoTime() - begin) / 1e9, (SYSTEM.getProcessCpuTime() - processor) / 1e9);
  }

  /** Each of several calls. */
  static List<Time> ofCalls(int calls, Runnable call) {
    try {
      // The threads of ONNX Runtime spin on behind its run, and would take a core from ours.
      Thread.sleep(200);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Stream.generate(() -> of(call)).limit(calls).toList();
  }

  static double medianSeconds(List<Time> times) {
    return median(times.stream().map(Time::seconds).toList());
  }

  static double medianProcessorSeconds(List<Time> times) {
    return median(times.stream().map(Time::processorSeconds).toList());
  }

  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
