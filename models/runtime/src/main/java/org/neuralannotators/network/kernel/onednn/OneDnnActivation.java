package org.neuralannotators.network.kernel.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.post_ops;
import org.neuralannotators.network.kernel.Activation;

/** What oneDNN computes an activation by. */
final class OneDnnActivation {
  /**
   * A function of oneDNN's.
   *
   * @param alpha what the function is made with, 0 for most
   * @param beta likewise
   */
  record Step(algorithm f, float alpha, float beta) {
    Step(algorithm f) {
      this(f, 0, 0);
    }
  }

  private OneDnnActivation() {}

  /** Whether oneDNN has the function. */
  static boolean has(Activation f) {
    return f != Activation.LAPLACE;
  }

  /**
   * The functions that are applied one after the other. Where they are two, both derivatives may be
   * taken at the first one's input: one of them is the identity, or 0, wherever that matters.
   */
  static List<Step> steps(Activation f) {
    return switch (f) {
      case IDENTITY -> List.of();
      case RELU -> List.of(new Step(algorithm.eltwise_relu));
      case LEAKY_RELU -> List.of(new Step(algorithm.eltwise_relu, (float) Activation.LEAK, 0));
      case SQUARED_RELU ->
          List.of(new Step(algorithm.eltwise_relu), new Step(algorithm.eltwise_square));
      case RELU6 -> List.of(new Step(algorithm.eltwise_clip_v2, 0, (float) Activation.SIX));
      case TANH -> List.of(new Step(algorithm.eltwise_tanh));
      case SIGMOID -> List.of(new Step(algorithm.eltwise_logistic));
      case SILU -> List.of(new Step(algorithm.eltwise_swish, 1, 0));
      case MISH -> List.of(new Step(algorithm.eltwise_mish));
      case GELU -> List.of(new Step(algorithm.eltwise_gelu_erf));
      case GELU_TANH -> List.of(new Step(algorithm.eltwise_gelu_tanh));
      case QUICK_GELU -> List.of(new Step(algorithm.eltwise_swish, (float) Activation.QUICK, 0));
      case ELU_PLUS_ONE ->
          List.of(new Step(algorithm.eltwise_elu, 1, 0), new Step(algorithm.eltwise_linear, 1, 1));
      case GELU_10 -> List.of(new Step(algorithm.eltwise_gelu_erf), atMost(Activation.TEN));
      case LAPLACE -> throw new IllegalArgumentException("oneDNN has no [" + f + "]");
    };
  }

  private static Step atMost(double limit) {
    return new Step(algorithm.eltwise_clip_v2, Float.NEGATIVE_INFINITY, (float) limit);
  }

  /** The function of the value that has the derivative. */
  static Step ofValue(Activation f) {
    return switch (f) {
      case RELU -> new Step(algorithm.eltwise_relu_use_dst_for_bwd);
      case LEAKY_RELU ->
          new Step(algorithm.eltwise_relu_use_dst_for_bwd, (float) Activation.LEAK, 0);
      case TANH -> new Step(algorithm.eltwise_tanh_use_dst_for_bwd);
      case SIGMOID -> new Step(algorithm.eltwise_logistic_use_dst_for_bwd);
      default -> throw new IllegalArgumentException("Nothing to compute for [" + f + "]");
    };
  }

  /** Adds the function to what a primitive does behind its own work. */
  static void append(Activation f, post_ops behind) {
    steps(f).forEach(step -> behind.append_eltwise(1, step.f(), step.alpha(), step.beta()));
  }
}
