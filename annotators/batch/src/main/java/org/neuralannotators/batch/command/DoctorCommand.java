package org.neuralannotators.batch.command;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.neuralannotators.network.DeviceInfo;
import org.neuralannotators.network.kernel.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what computes and what limits it. */
@Command(
    name = "doctor",
    description = "Says which backend, threads and memory limits are in force.",
    footer = "  neural-annotators doctor")
final class DoctorCommand implements Runnable {
  private static final long MEBI = 1 << 20;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    DeviceInfo device = DeviceInfo.current();
    print("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
    print("Heap limit", Runtime.getRuntime().maxMemory() / MEBI + " MiB");
    print("Memory", machineMemory() / MEBI + " MiB that this process may use");
    print("Backend", device.backend());
    print("BLAS", device.blas());
    print("Kernels", device.kernels());
    print("Threads", device.threads());
    print("CPU", device.cpu());
    print(
        "Precision",
        Arrays.stream(Precision.values())
            .filter(Precision::isSupported)
            .map(Precision::name)
            .collect(Collectors.joining(", ")));
    print("GPU", device.gpu());
    Double peak = ProcessMemory.peakMiB();
    print("Peak memory", peak == null ? "unknown" : Math.round(peak) + " MiB");
  }

  private static long machineMemory() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private void print(String what, Object value) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %s%n", what, value);
  }
}
