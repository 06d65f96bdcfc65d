package org.neuralannotators.head;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.neuralannotators.network.kernel.Activation;

/**
 * The shape of the layers between an encoder and what a head tells from it.
 *
 * @param activation of the linear layer; {@code identity} for none
 * @param bias whether the linear layer has one
 * @param normEpsilon of the layer normalisation behind it; null for no normalisation
 * @param normBias whether the normalisation has a bias
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TransformShape(
    Activation activation, boolean bias, Double normEpsilon, boolean normBias) {
  public TransformShape {
    if (activation == null) {
      throw new IllegalArgumentException(
          "No activation of a head's layer; expected gelu or other, or identity for none");
    }
    if (normEpsilon != null && !(normEpsilon > 0)) {
      throw new IllegalArgumentException(
          "Epsilon [" + normEpsilon + "] of a head's normalisation; expected a number above 0");
    }
  }

  /** A linear layer with a bias, and no normalisation. */
  public static TransformShape dense(Activation activation) {
    return new TransformShape(activation, true, null, false);
  }
}
