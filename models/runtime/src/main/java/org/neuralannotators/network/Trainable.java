package org.neuralannotators.network;

import java.util.List;

/**
 * A network that learns from examples of one kind: its parameters, and a table of which a batch
 * uses few rows.
 *
 * @param <E> an example
 */
public interface Trainable<E> {
  /** All parameters but the table. */
  Parameters parameters();

  /** The table, such as the word vectors; null when all that learns is among the parameters. */
  EmbeddingTable table();

  /**
   * Forward and backward pass over a batch; the gradients of the parameters are added to the
   * pass's.
   *
   * @param weight of the batch: the loss is {@code weight} times the examples' mean
   */
  Step train(Pass pass, List<? extends E> examples, double weight);

  /**
   * A batch's loss and the gradient of the table's rows, valid until the workspace is reset.
   *
   * @param loss weighted
   * @param table null when the table is frozen or there is none
   */
  record Step(double loss, EmbeddingTable.Gradient table) {}
}
