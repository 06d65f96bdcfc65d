package org.neuralannotators.network.kernel.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.KernelProvider;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Precision;

/** Kernels of ND4J's operations: on any backend, in any type. */
public final class Nd4jProvider implements KernelProvider {
  @Override
  public boolean isAvailable(DataType type) {
    return true;
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.FP32;
  }

  @Override
  public String instructionSet() {
    return "as ND4J was built";
  }

  @Override
  public Kernels create(DataType type, Precision precision) {
    return new Nd4jKernels(type);
  }
}
