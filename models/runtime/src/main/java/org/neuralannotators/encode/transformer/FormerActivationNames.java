package org.neuralannotators.encode.transformer;

import com.fasterxml.jackson.databind.util.StdConverter;
import org.neuralannotators.network.kernel.Activation;

/**
 * Reads activations where older bundles and configurations have one of the two forms of GELU, as
 * {@code ERF} or {@code TANH}. The hyperbolic tangent itself is {@code tanh}.
 */
public final class FormerActivationNames extends StdConverter<String, Activation> {
  @Override
  public Activation convert(String name) {
    return switch (name) {
      case "ERF" -> Activation.GELU;
      case "TANH" -> Activation.GELU_TANH;
      default -> Activation.of(name);
    };
  }
}
