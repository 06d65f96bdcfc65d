package org.neuralannotators.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.network.Lanes;

/**
 * Embeds sentences in batches of similar length, several batches at once.
 *
 * @param <S> how the network reads a sentence
 */
final class NetworkEmbedder<S> implements TokenEmbedding {
  private final EmbeddingNetwork<S> network;
  private final Lanes lanes;
  private final int batchTokens;

  /**
   * @param network stays the caller's
   * @param lanes stay the caller's
   */
  NetworkEmbedder(EmbeddingNetwork<S> network, Lanes lanes, int batchTokens) {
    this.network = network;
    this.lanes = lanes;
    this.batchTokens = batchTokens;
  }

  @Override
  public List<float[][]> embed(List<? extends List<String>> sentences) {
    List<S> encoded = network.encode(sentences);
    int[] rows = encoded.stream().mapToInt(network::rows).toArray();
    float[][][] vectors = new float[rows.length][0][];
    List<List<Integer>> batches = batches(rows);
    lanes.run(batches.size(), (lane, n) -> embed(lane, encoded, rows, batches.get(n), vectors));
    return Arrays.asList(vectors);
  }

  private void embed(
      Lanes.Lane lane, List<S> all, int[] rows, List<Integer> batch, float[][][] vectors) {
    List<S> sentences = batch.stream().map(all::get).toList();
    long size = batch.stream().mapToLong(i -> rows[i]).sum();
    List<float[][]> embedded =
        lane.infer(size, batchTokens, pass -> network.embed(pass, sentences).toArrays(pass));
    for (int i = 0; i < batch.size(); i++) {
      vectors[batch.get(i)] = embedded.get(i);
    }
  }

  /** Sentences of similar length together, the longest first; those without rows in none. */
  private List<List<Integer>> batches(int[] rows) {
    List<Integer> byLength =
        IntStream.range(0, rows.length)
            .boxed()
            .filter(i -> rows[i] > 0)
            .sorted(Comparator.comparing(i -> -rows[i]))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    for (int begin = 0, end = 0; begin < byLength.size(); begin = end) {
      long size = 0;
      while (end < byLength.size()
          && (end == begin || size + rows[byLength.get(end)] <= batchTokens)) {
        size += rows[byLength.get(end++)];
      }
      batches.add(byLength.subList(begin, end));
    }
    return batches;
  }

  @Override
  public int dimension() {
    return network.dimension();
  }
}
