package org.neuralannotators.network;

/** Placeholder: what computes. */
@SuppressWarnings("DoNotCallSuggester")
public record DeviceInfo(
    String backend, String blas, String kernels, int threads, String cpu, String gpu) {
  /** The device in force. */
  public static DeviceInfo current() {
    throw new UnsupportedOperationException("DeviceInfo.current");
  }
}
