package org.neuralannotators.encode.transformer;

import org.neuralannotators.network.kernel.Activation;

/**
 * The convolution behind the first layer of the larger encoders of DeBERTa-v2.
 *
 * @param size how many pieces count for an output, an odd number
 * @param groups into which the hidden states' columns are cut
 * @param activation of its outputs
 */
public record DebertaConvolution(int size, int groups, Activation activation) {
  public DebertaConvolution {
    if (size < 1 || size % 2 == 0 || groups < 1) {
      throw new IllegalArgumentException(
          "A convolution of [%d] pieces in [%d] groups; expected an odd number, and 1 or more"
              .formatted(size, groups));
    }
  }
}
