package org.neuralannotators.importing.huggingface.family;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeSet;
import org.neuralannotators.network.kernel.Activation;

/** What Hugging Face's configurations call activations ({@code transformers/activations.py}). */
public final class ActivationNames {
  private static final Map<String, Activation> ACTIVATIONS =
      Map.ofEntries(
          entry("gelu", Activation.GELU),
          entry("gelu_python", Activation.GELU),
          entry("gelu_new", Activation.GELU_TANH),
          entry("gelu_fast", Activation.GELU_TANH),
          entry("gelu_accurate", Activation.GELU_TANH),
          entry("gelu_pytorch_tanh", Activation.GELU_TANH),
          entry("gelu_python_tanh", Activation.GELU_TANH),
          entry("gelu_10", Activation.GELU_10),
          entry("quick_gelu", Activation.QUICK_GELU),
          entry("relu", Activation.RELU),
          entry("relu2", Activation.SQUARED_RELU),
          entry("relu6", Activation.RELU6),
          entry("leaky_relu", Activation.LEAKY_RELU),
          entry("silu", Activation.SILU),
          entry("swish", Activation.SILU),
          entry("tanh", Activation.TANH),
          entry("sigmoid", Activation.SIGMOID),
          entry("mish", Activation.MISH),
          entry("laplace", Activation.LAPLACE),
          entry("linear", Activation.IDENTITY));

  /** The classes of PyTorch. */
  private static final Map<String, Activation> CLASSES =
      Map.of(
          "Identity", Activation.IDENTITY,
          "Tanh", Activation.TANH,
          "ReLU", Activation.RELU,
          "ReLU6", Activation.RELU6,
          "LeakyReLU", Activation.LEAKY_RELU,
          "GELU", Activation.GELU,
          "SiLU", Activation.SILU,
          "Mish", Activation.MISH,
          "Sigmoid", Activation.SIGMOID);

  private ActivationNames() {}

  /**
   * The activation of a class of PyTorch's.
   *
   * @param name without its module
   * @throws IllegalArgumentException if it is none that is known
   */
  public static Activation ofClass(String name) {
    return find(CLASSES, name);
  }

  /**
   * The activation of a name.
   *
   * @throws IllegalArgumentException if the formats have none of that name
   */
  public static Activation of(String name) {
    return find(ACTIVATIONS, name);
  }

  private static Activation find(Map<String, Activation> known, String name) {
    Activation found = known.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "[%s] as activation; expected one of %s".formatted(name, new TreeSet<>(known.keySet())));
    }
    return found;
  }
}
