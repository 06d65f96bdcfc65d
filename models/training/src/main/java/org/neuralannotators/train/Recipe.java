package org.neuralannotators.train;

import java.io.IOException;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.optimizer.UpdateRule;

/**
 * What is particular to a task; the rest is the {@link Trainer}'s. A recipe owns its model.
 *
 * @param <E> an example
 */
public interface Recipe<E> extends AutoCloseable {
  /** The network with its first weights. */
  Trainable<E> network();

  /** How a parameter of the network is updated. */
  default UpdateRule rule(String parameter) {
    return UpdateRule.PLAIN;
  }

  /** What is learnt from. */
  Batches<E> batches();

  /** Scores after each epoch, by which the best one is told. */
  DevScores dev();

  /**
   * What the manifest says of the trained model, but for the envelope: its kind and network, what
   * it was trained on, and its scores, which are taken now.
   */
  ModelManifestBuilder manifest();

  /** The files of the trained model. */
  BundleWriter files() throws IOException;

  @Override
  void close();
}
