package org.neuralannotators.fillmask;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * A masked language model that tells what may stand where a text has a mask. This is what the
 * adapters see.
 *
 * <p>Thread-safe: any number of threads may call one instance; when there are more than can be
 * computed at once, their texts share batches. The guarantee ends with {@link #close()}, which
 * frees native memory and must not race with a call.
 */
public interface MaskFiller extends Predictor {
  /**
   * Fills the masks of texts, each mask for itself: the others stay masks meanwhile. Of a text that
   * is too long for the network each mask is read with what is around it. All texts in one call are
   * faster than a call for each.
   *
   * @param texts with {@link #mask()} in each
   * @param most how many pieces are wanted for each mask
   * @return for each text, in order, the pieces of its first mask, the best first, then those of
   *     the second, and so on; a text's result doesn't depend on the other texts
   * @throws IllegalStateException when the model is closed
   * @throws IllegalArgumentException when a text has no mask, or {@code most} is below 1
   */
  List<List<Filling>> fill(List<String> texts, int most);

  /** How a mask is written, such as {@code [MASK]}. */
  String mask();
}
