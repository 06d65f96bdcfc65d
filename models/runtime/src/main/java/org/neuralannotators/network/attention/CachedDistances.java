package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What the elements that are read now have with the distances of keys in a cache, which lie in no
 * order where several texts go on from one.
 */
final class CachedDistances implements AttentionTerm {
  private final Pass pass;
  private final KeyValueCache cache;
  private final int heads;
  private final Matrix queries;
  private final Matrix distances;

  /** Where keys lie in their order. */
  private final DistanceTerm ordered;

  /**
   * @param queries [rows, H], head after head, scaled
   * @param distances [distances, H], the largest first, down to 0
   */
  CachedDistances(Pass pass, KeyValueCache cache, int heads, Matrix queries, Matrix distances) {
    this.pass = pass;
    this.cache = cache;
    this.heads = heads;
    this.queries = queries;
    this.distances = distances;
    ordered = new DistanceTerm(pass, cache.rows(), heads, queries, distances, distances.rows() - 1);
  }

  @Override
  public void add(int sequence, Matrix scores) {
    PrefixTree tree = cache.tree(sequence);
    if (tree.isChain()) {
      ordered.add(sequence, scores);
      return;
    }
    Workspace.Mark mark = pass.workspace().mark();
    Matrix from = cache.rows().queries(sequence, queries);
    Matrix to = pass.workspace().matrix(tree.rows(), distances.columns());
    pass.kernels().gather(distances, ofKeys(tree), to);
    int size = to.columns() / heads;
    for (int h = 0; h < heads; h++) {
      pass.kernels()
          .multiply(
              from.columns(h * size, (h + 1) * size),
              false,
              to.columns(h * size, (h + 1) * size),
              true,
              1,
              scores.rows(h * from.rows(), (h + 1) * from.rows()));
    }
    pass.workspace().release(mark);
  }

  /** Texts that go on from one are equally long; keys that are further away aren't attended to. */
  private Indices ofKeys(PrefixTree tree) {
    int zero = distances.rows() - 1;
    int[] rows = new int[tree.rows()];
    for (int key = 0; key < rows.length; key++) {
      rows[key] = Math.max(0, zero - (tree.length() - 1 - tree.place(key)));
    }
    return pass.workspace().indices(rows);
  }

  @Override
  public void backward(int sequence, Matrix dScores) {
    throw new UnsupportedOperationException("Texts that grow have no way back");
  }
}
