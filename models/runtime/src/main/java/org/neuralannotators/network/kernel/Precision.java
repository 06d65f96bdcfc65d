package org.neuralannotators.network.kernel;

import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How exact the products of matrices are. All else is in the type of the matrices. */
public enum Precision {
  /** In the type of the matrices. */
  FP32,

  /**
   * Factors are rounded to bfloat16, which keeps 8 bits of a number, and summed up in single
   * precision: for CPUs that have instructions for it (AVX512_BF16 or AMX).
   */
  BF16;

  private static final Logger LOG = LoggerFactory.getLogger(Precision.class);

  /** Whether the CPU has it. */
  public boolean isSupported() {
    return this == FP32 || (OneDnn.isAvailable() && OneDnn.has(cpu_isa.avx512_core_bf16));
  }

  /** This one where the CPU has it; else single precision, and a warning says so. */
  public Precision supported() {
    if (isSupported()) {
      return this;
    }
    LOG.warn(
        "Precision [{}] needs a CPU with AVX512_BF16 or AMX, and this one has {}; [{}] is used",
        this,
        OneDnn.isAvailable() ? OneDnn.instructionSet() : "no oneDNN",
        FP32);
    return FP32;
  }
}
