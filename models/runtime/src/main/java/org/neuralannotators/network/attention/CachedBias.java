package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What a {@link RelativeBias} adds for the elements that are read now and the keys in a cache,
 * which lie in no order where several texts go on from one. All layers have the same.
 */
public final class CachedBias implements AttentionTerm {
  private static final int FIRST_DISTANCES = 64;

  private final RelativeBias bias;
  private final KeyValueCache cache;
  private final Matrix[] numbers;
  private Pass pass;

  /** Of each distance the numbers of the heads. */
  private double[][] ofDistances = {};

  /** For the texts of a cache. */
  public CachedBias(RelativeBias bias, KeyValueCache cache) {
    this.bias = bias;
    this.cache = cache;
    numbers = new Matrix[cache.sources()];
  }

  /** Computes what the next step adds, for which the cache was extended. */
  public void extend(Pass nextPass) {
    pass = nextPass;
    if (cache.length() > ofDistances.length) {
      int count = Math.max(FIRST_DISTANCES, Math.max(cache.length(), 2 * ofDistances.length));
      ofDistances = bias.ofElementsBefore(count);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = numbers(cache.tree(i), cache.targets().length(i));
    }
  }

  /**
   * A row for each element of each head. All elements are at the same place, which no key is
   * behind.
   */
  private Matrix numbers(PrefixTree tree, int elements) {
    int keys = tree.rows();
    int heads = ofDistances[0].length;
    double[] all = new double[heads * elements * keys];
    for (int key = 0; key < keys; key++) {
      double[] own = ofDistances[tree.length() - 1 - tree.place(key)];
      for (int row = 0; row < heads * elements; row++) {
        all[row * keys + key] = own[row / elements];
      }
    }
    return pass.workspace().matrix(heads * elements, keys).write(all);
  }

  @Override
  public void add(int sequence, Matrix scores) {
    pass.kernels().add(numbers[sequence], scores);
  }

  @Override
  public double factor(int size) {
    return bias.factor(size);
  }

  @Override
  public void backward(int sequence, Matrix dScores) {
    throw new UnsupportedOperationException("Texts that grow have no way back");
  }
}
