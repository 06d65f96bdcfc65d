package org.neuralannotators.network.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The element-wise functions between the layers of networks. */
public enum Activation {
  /** {@code x}. */
  IDENTITY,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x} above 0, a hundredth of it below (Maas et al. 2013). */
  LEAKY_RELU,
  /** {@code max(x, 0)^2} (So et al. 2021). */
  SQUARED_RELU,
  /** {@code min(max(x, 0), 6)} (Krizhevsky 2010). */
  RELU6,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code x sigmoid(x)}, also called swish (Elfwing et al. 2017; Ramachandran et al. 2017). */
  SILU,
  /** {@code x tanh(log(1 + exp(x)))} (Misra 2019). */
  MISH,
  /** {@code x P(X <= x)} with {@code X} normally distributed (Hendrycks and Gimpel 2016). */
  GELU,
  /** GELU by {@code x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))} (section 2 there). */
  GELU_TANH,
  /** GELU by {@code x sigmoid(1.702 x)} (section 2 there). */
  QUICK_GELU,
  /** {@code x + 1} above 0, {@code exp(x)} below (Katharopoulos et al. 2020, equation 7). */
  ELU_PLUS_ONE,
  /** GELU, at most 10. */
  GELU_10,
  /**
   * {@code P(X <= x)} with {@code X} normally distributed about {@code sqrt(1 / 2)} with the
   * variance {@code 1 / (4 pi)} (Ma et al. 2022).
   */
  LAPLACE;

  /** The slope of {@link #LEAKY_RELU} below 0. */
  public static final double LEAK = 0.01;

  /** The factor inside of {@link #QUICK_GELU}. */
  public static final double QUICK = 1.702;

  /** The largest value of {@link #RELU6}. */
  public static final double SIX = 6;

  /** The largest value of {@link #GELU_10}. */
  public static final double TEN = 10;

  /**
   * The activation that manifests and configurations call so, in letters of any case.
   *
   * @throws IllegalArgumentException if there is none of the name
   */
  @JsonCreator
  public static Activation of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "[%s] as activation; expected one of %s"
                        .formatted(name, Arrays.toString(values()))));
  }

  /** Whether the derivative is told by the sign alone, which the value shares with its input. */
  public boolean keepsSign() {
    return this == IDENTITY || this == RELU || this == LEAKY_RELU;
  }

  /** Whether the derivative can be had from the value, so that the input need not be kept. */
  public boolean isDerivedFromValue() {
    return keepsSign() || this == TANH || this == SIGMOID;
  }

  /** The name in manifests and configurations. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
