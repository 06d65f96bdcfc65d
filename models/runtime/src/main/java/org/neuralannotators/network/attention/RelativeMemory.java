package org.neuralannotators.network.attention;

import java.util.Arrays;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Keys and values of what a decoder has read so far, by content alone, and what its layers make of
 * distances, which is computed once for all steps.
 */
public final class RelativeMemory implements DecoderMemory {
  private final KeyValueCache cache;
  private final int columns;
  private final Matrix[] distances;
  private final boolean[] known;

  /**
   * @param layers of the decoder
   * @param texts how many are begun
   * @param window how many pieces one attends to, the last ones; 0 for all
   */
  public RelativeMemory(int layers, CausalAttention.Heads heads, int texts, int window) {
    cache = new KeyValueCache(layers, heads.keyColumns(), texts, window, this::grow);
    columns = heads.queryColumns();
    distances = new Matrix[layers];
    known = new boolean[layers];
  }

  private void grow(Pass pass, int rows) {
    Arrays.setAll(distances, i -> pass.workspace().matrix(rows, columns));
    Arrays.fill(known, false);
  }

  KeyValueCache cache() {
    return cache;
  }

  /**
   * What a layer makes of distances.
   *
   * @param vectors computes it of so many distances, the largest first, down to 0
   * @return [distances, columns of queries], as many as a text's rows at most
   */
  Matrix distances(Pass pass, int layer, DistanceVectors vectors) {
    Matrix own = distances[layer];
    if (!known[layer]) {
      pass.kernels().copy(vectors.of(pass, own.rows()), own);
      known[layer] = true;
    }
    return own;
  }

  @Override
  public KeptText keep(Pass pass, Workspace owner) {
    return cache.keep(pass, owner);
  }

  @Override
  public void begin(Pass pass, KeptText text, int pieces) {
    cache.begin(pass, text, pieces);
  }

  @Override
  public void extend(Pass pass) {
    cache.extend(pass);
  }

  @Override
  public void extend(Pass pass, int[] pieces) {
    cache.extend(pass, pieces);
  }

  @Override
  public int[] places() {
    return cache.places();
  }

  @Override
  public void select(int[] parents) {
    cache.select(parents);
  }
}
