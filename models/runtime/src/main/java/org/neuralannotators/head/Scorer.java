package org.neuralannotators.head;

import java.util.List;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Tells something from hidden states.
 *
 * @param <X> what must be known of a sequence
 * @param <S> what is told of it
 */
@FunctionalInterface
public interface Scorer<X extends EncoderInput, S> {
  /**
   * What is told of each sequence, in their order. It doesn't depend on the others.
   *
   * @param hidden the encoder's hidden states [rows, hidden]
   */
  List<S> scores(Pass pass, EncoderBatch<? extends X> batch, Matrix hidden);
}
