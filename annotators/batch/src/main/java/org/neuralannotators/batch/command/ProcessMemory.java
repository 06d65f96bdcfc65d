package org.neuralannotators.batch.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory of this process, as Linux counts it. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private ProcessMemory() {}

  /** The highest resident memory so far in MiB; null on systems other than Linux. */
  static Double peakMiB() {
    try {
      return peakMiB(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return null;
    }
  }

  static Double peakMiB(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
        .findFirst()
        .orElse(null);
  }
}
