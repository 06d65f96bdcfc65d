package org.neuralannotators.network.attention;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What a decoder keeps of a text that was read, from which others go on. It doesn't change, so that
 * any number of threads may use it as long as its memory is there.
 *
 * @param layers of each layer what {@link DecoderMemory} has of the text
 * @param pieces how many it has
 */
public record KeptText(List<Matrix> layers, int pieces) {
  public KeptText {
    layers = List.copyOf(layers);
  }
}
