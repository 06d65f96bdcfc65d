package org.neuralannotators.network;

import java.util.Properties;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.network.kernel.Kernels;

/**
 * What networks run on in this process.
 *
 * @param backend ND4J's backend
 * @param blas the library of matrix products behind ND4J
 * @param kernels the form of the kernels in force
 * @param threads how many batches are computed at once
 * @param cpu the instruction set that the kernels found
 * @param gpu which GPU is there, and whether it could be used
 */
public record DeviceInfo(
    String backend, String blas, String kernels, int threads, String cpu, String gpu) {
  /** Asks ND4J, which is loaded by the first call. */
  public static DeviceInfo current() {
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    String backend = Nd4j.getBackend().getClass().getSimpleName();
    try (Kernels kernels = Kernels.of(DataType.FLOAT)) {
      return new DeviceInfo(
          backend,
          String.valueOf(environment.get("blas.vendor")),
          kernels.description(),
          Runtime.getRuntime().availableProcessors(),
          kernels.instructionSet(),
          Gpu.describe());
    }
  }
}
