package org.neuralannotators.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Whether ND4J's newest CUDA backend could run on a GPU of this machine. */
final class Gpu {
  /**
   * ND4J 1.0.0-M2.1 for CUDA 11.6 holds machine code for compute capability 3.7 to 8.6, which also
   * runs on later 8.x, and nothing that could be translated for newer GPUs.
   */
  private static final double LOWEST = 3.7;

  private static final double HIGHEST = 8.9;

  private Gpu() {}

  /** A line for people. */
  static String describe() {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? verdict(output.lines().findFirst().orElse(""))
          : "none: nvidia-smi says [" + output + "]";
    } catch (IOException e) {
      return "none: there is no nvidia-smi";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown: interrupted";
    }
  }

  /**
   * @param line name and compute capability, separated by a comma
   */
  static String verdict(String line) {
    int comma = line.lastIndexOf(',');
    String name = comma < 0 ? line : line.substring(0, comma);
    try {
      double capability = Double.parseDouble(line.substring(comma + 1).strip());
      String found = name + ", compute capability " + capability;
      return capability >= LOWEST && capability <= HIGHEST
          ? found + ": usable when built with the Maven profile cuda"
          : found + ": can't be used, ND4J's CUDA backend is for " + LOWEST + " to " + HIGHEST;
    } catch (NumberFormatException e) {
      return "unknown: nvidia-smi says [" + line + "]";
    }
  }
}
