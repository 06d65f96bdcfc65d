package org.neuralannotators.batch.command;

import java.util.Locale;
import org.neuralannotators.network.DeviceInfo;

/**
 * What an evaluation took.
 *
 * @param loadSeconds to load the model
 * @param peakRssMiB resident memory of the process, or null where the system doesn't tell
 * @param threads that computed
 */
record Resources(double loadSeconds, Double peakRssMiB, int threads) {
  /** Up to now. */
  static Resources now(double loadSeconds) {
    return new Resources(loadSeconds, ProcessMemory.peakMiB(), DeviceInfo.current().threads());
  }

  /**
   * One line on time and memory.
   *
   * @param done such as {@code 7 sentences}
   * @param unit of the speed
   */
  String line(String done, String unit, double perSecond) {
    return String.format(
        Locale.ROOT,
        "%s, %.0f %s/s on %d threads, loaded in %.2f s, peak memory %s MiB",
        done,
        perSecond,
        unit,
        threads,
        loadSeconds,
        peakRssMiB == null ? "?" : Math.round(peakRssMiB));
  }
}
