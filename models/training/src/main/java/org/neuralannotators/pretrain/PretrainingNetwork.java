package org.neuralannotators.pretrain;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.neuralannotators.encode.transformer.Encoder;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * An encoder with what it is pretrained by. The embeddings of the word pieces are a parameter as
 * others are, since decoders use all of them. {@link #close()} frees the parameters.
 */
public interface PretrainingNetwork extends Trainable<MaskedSequence>, AutoCloseable {
  /** The encoder that is wanted. */
  Encoder encoder();

  /** The parameters of the heads that are kept with the encoder, by what a head is called. */
  Map<String, List<Parameter>> heads();

  /**
   * Predicts without dropout.
   *
   * @param random for what is sampled
   */
  PretrainingScore evaluate(Pass pass, List<MaskedSequence> sequences, RandomGenerator random);

  @Override
  default EmbeddingTable table() {
    return null;
  }

  @Override
  default void close() {
    parameters().close();
  }
}
