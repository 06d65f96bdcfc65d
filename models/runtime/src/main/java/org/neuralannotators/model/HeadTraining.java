package org.neuralannotators.model;

import java.util.List;
import java.util.function.Function;
import org.neuralannotators.encode.EncoderBatch;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.head.Head;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;

/**
 * An encoder and a head on it that learn from examples.
 *
 * @param network the encoder
 * @param head on it
 * @param sequences of an example
 * @param gold what the head shall tell of an example
 * @param <E> an example
 * @param <X> what the head knows of a sequence
 * @param <G> what the head shall tell
 */
public record HeadTraining<E, X extends EncoderInput, G>(
    EncoderNetwork network,
    Head<X, G, ?> head,
    Function<? super E, List<? extends X>> sequences,
    Function<? super E, G> gold)
    implements Trainable<E> {
  @Override
  public Parameters parameters() {
    return network.parameters();
  }

  @Override
  public EmbeddingTable table() {
    return network.table();
  }

  @Override
  public Step train(Pass pass, List<? extends E> examples, double weight) {
    List<X> all = examples.stream().<X>flatMap(each -> sequences.apply(each).stream()).toList();
    List<G> wanted = examples.stream().<G>map(gold).toList();
    EncoderBatch<X> batch = EncoderBatch.of(all);
    return network.train(
        pass,
        batch.pieces(),
        List.of((hidden, dHidden) -> head.train(pass, batch, hidden, wanted, weight, dHidden)));
  }
}
