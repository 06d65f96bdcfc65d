package org.neuralannotators.embed;

import java.util.List;
import org.neuralannotators.network.Pass;

/**
 * A network that embeds batches. {@link #close()} frees it.
 *
 * @param <S> how the network reads a sentence
 */
interface EmbeddingNetwork<S> extends AutoCloseable {
  /** Turns the sentences of a document into what the network reads. Thread-safe. */
  List<S> encode(List<? extends List<String>> sentences);

  /** How many rows a sentence takes in a batch; 0 for one without tokens. */
  int rows(S sentence);

  /** The vectors of the tokens of each sentence, none of which is empty. Thread-safe. */
  TokenVectors embed(Pass pass, List<S> sentences);

  /** Numbers of a vector. */
  int dimension();

  /** How many layers the network has, the one that knows no context among them. */
  int layers();

  @Override
  void close();
}
