package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.buffer.DataType;
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
    return this == FP32 || kernels().supports(this);
  }

  /** This one where the CPU has it; else single precision, and a warning says so. */
  public Precision supported() {
    if (isSupported()) {
      return this;
    }
    LOG.warn(
        "Precision [{}] needs a CPU with AVX512_BF16 or AMX, and this one's are {}; [{}] is used",
        this,
        kernels().instructionSet(),
        FP32);
    return FP32;
  }

  private static KernelProvider kernels() {
    return KernelProvider.of(DataType.FLOAT);
  }
}
