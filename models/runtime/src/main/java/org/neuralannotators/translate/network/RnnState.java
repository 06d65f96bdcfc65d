package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RecurrentState;

/**
 * What a recurrent decoder remembers between two steps, a row for each target, or the gradient of
 * it.
 *
 * @param layers the state of each layer
 * @param feed what the output layer read; null where the decoder doesn't read that
 */
record RnnState(List<RecurrentState> layers, Matrix feed) {
  /** The states of the first targets. */
  RnnState first(int targets) {
    return new RnnState(
        layers.stream().map(layer -> layer.first(targets)).toList(),
        feed == null ? null : feed.rows(0, targets));
  }

  /** The output of the last layer. */
  Matrix top() {
    return layers.get(layers.size() - 1).h();
  }
}
