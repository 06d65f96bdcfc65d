package org.neuralannotators.embed;

import java.util.Iterator;
import java.util.List;
import org.neuralannotators.model.SharedBatches;
import org.neuralannotators.model.SharedBatches.Sharing;
import org.neuralannotators.network.Lanes;

/**
 * Embeds sentences in batches of similar length, several batches at once. The same call always
 * gives the same vectors, as callers share no batches.
 *
 * @param <S> how the network reads a sentence
 */
final class NetworkEmbedder<S> implements TokenEmbedding {
  private static final float[][] NO_TOKENS = {};

  private final EmbeddingNetwork<S> network;
  private final SharedBatches<S, float[][]> batches;

  /**
   * @param network stays the caller's
   * @param lanes stay the caller's
   */
  NetworkEmbedder(EmbeddingNetwork<S> network, Lanes lanes, int batchTokens) {
    this.network = network;
    batches =
        new SharedBatches<>(
            lanes,
            batchTokens,
            Sharing.NOTHING,
            network::rows,
            (pass, sentences) -> network.embed(pass, sentences).toArrays(pass));
  }

  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    List<S> encoded = network.encode(sentences);
    Iterator<float[][]> vectors =
        batches.run(encoded.stream().filter(this::hasTokens).toList()).iterator();
    return encoded.stream().map(each -> hasTokens(each) ? vectors.next() : NO_TOKENS).toList();
  }

  private boolean hasTokens(S sentence) {
    return network.rows(sentence) > 0;
  }

  @Override
  public int dimension() {
    return network.dimension();
  }
}
