package org.neuralannotators.head;

import java.util.List;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Layers on top of an encoder that learn. Their parameters are added to those of the encoder; an
 * encoder may have several heads, whose gradients of its hidden states add up.
 *
 * @param <X> what must be known of a sequence
 * @param <G> what shall be told of an example
 * @param <S> what is told of a sequence
 */
public interface Head<X extends EncoderInput, G, S> extends Scorer<X, S> {
  /**
   * Forward and backward pass; adds to the gradients of the head's parameters.
   *
   * @param hidden the encoder's hidden states [rows, hidden]; kept
   * @param gold what shall be told of the examples, in the order of their sequences
   * @param weight of the batch: the loss is {@code weight} times the examples' mean
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  double train(
      Pass pass,
      EncoderBatch<? extends X> batch,
      Matrix hidden,
      List<G> gold,
      double weight,
      Matrix dHidden);

  /** The parameters that the encoder's pretraining may have trained too, such as the pooler's. */
  default List<Parameter> pretrained() {
    return List.of();
  }
}
