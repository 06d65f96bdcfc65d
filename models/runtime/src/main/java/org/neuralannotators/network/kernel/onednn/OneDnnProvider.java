package org.neuralannotators.network.kernel.onednn;

import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.network.kernel.KernelProvider;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Precision;

/** Kernels of oneDNN: in single precision on the CPU. */
public final class OneDnnProvider implements KernelProvider {
  @Override
  public boolean isAvailable(DataType type) {
    return type == DataType.FLOAT && OneDnn.isAvailable();
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.FP32 || OneDnn.has(cpu_isa.avx512_core_bf16);
  }

  @Override
  public String instructionSet() {
    return OneDnn.instructionSet();
  }

  @Override
  public Kernels create(DataType type, Precision precision) {
    // ND4J's operations are small then, and its waiting threads would take oneDNN's cores.
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    return new OneDnnKernels(precision);
  }
}
