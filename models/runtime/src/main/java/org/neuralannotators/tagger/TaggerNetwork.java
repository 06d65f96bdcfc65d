package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.crf.Emissions;
import org.neuralannotators.crf.LinearChainCrf;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * A network that scores the labels of each token, and a CRF over them. {@link #close()} frees the
 * parameters.
 *
 * @param <S> how the network reads a sentence
 */
public interface TaggerNetwork<S> extends Trainable<LabelledSentence<S>>, AutoCloseable {
  /** The emissions of each sentence, in their order. */
  Emissions[] emissions(Pass pass, List<S> sentences);

  /** The CRF with the transition scores of now. */
  LinearChainCrf crf();

  /** Whether a single sentence is tagged sooner when cores share the products. */
  default boolean hasLargeProducts() {
    return false;
  }

  @Override
  void close();
}
