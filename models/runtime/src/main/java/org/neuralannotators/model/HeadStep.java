package org.neuralannotators.model;

import org.neuralannotators.network.kernel.Matrix;

/** What one head does in a step of training. */
@FunctionalInterface
public interface HeadStep {
  /**
   * Forward and backward pass of the head.
   *
   * @param hidden the encoder's hidden states [rows, hidden]; kept
   * @param dHidden to which the gradient of the hidden states is added
   * @return the loss
   */
  double train(Matrix hidden, Matrix dHidden);
}
