package org.neuralannotators.batch.command;

import org.neuralannotators.model.PredictorOptions;
import org.neuralannotators.network.kernel.Precision;
import picocli.CommandLine.Option;

/** The option that says how exact a network's products are. */
final class PrecisionOption {
  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "PRECISION",
      description =
          "fp32, or bf16: factors in bfloat16, on CPUs with AVX512_BF16 or AMX; default"
              + " ${DEFAULT-VALUE}.")
  private Precision precision;

  Precision value() {
    return precision;
  }

  /** The defaults, but for this. */
  PredictorOptions predictor() {
    return PredictorOptions.DEFAULT.withPrecision(precision);
  }
}
