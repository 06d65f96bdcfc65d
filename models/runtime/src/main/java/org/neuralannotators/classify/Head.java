package org.neuralannotators.classify;

import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * Layers on top of an encoder, and what is asked of them.
 *
 * @param <T> what the head shall say of a sequence
 */
interface Head<T> {
  /** Takes over what a checkpoint has of the head; all else keeps its random numbers. */
  default void pretrain(EncoderCheckpoint checkpoint) throws BundleException {}

  /**
   * The scores of each sequence.
   *
   * @param hidden the encoder's hidden states [rows, hidden]
   */
  List<double[]> scores(Pass pass, RaggedRows rows, Matrix hidden);

  /**
   * Forward and backward pass; adds to the gradients of the head's parameters.
   *
   * @param targets of the sequences
   * @param weight of the batch: the loss is {@code weight} times the sequences' mean
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  double train(
      Pass pass, RaggedRows rows, Matrix hidden, List<T> targets, double weight, Matrix dHidden);
}
