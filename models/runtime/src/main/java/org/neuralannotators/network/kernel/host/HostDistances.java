package org.neuralannotators.network.kernel.host;

import java.nio.FloatBuffer;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Scores that depend on distances, of single-precision matrices in the CPU's memory, for {@link
 * RaggedAttention.Steps}.
 */
public final class HostDistances {
  private HostDistances() {}

  public static void add(int[] rows, Matrix products, boolean ofKeys, Matrix scores) {
    FloatBuffer from = HostAccess.floatBuffer(products);
    FloatBuffer to = HostAccess.floatBuffer(scores);
    int length = scores.rows();
    for (int query = 0; query < length; query++) {
      int at = HostAccess.start(scores, query);
      int first = HostAccess.start(products, ofKeys ? 0 : query);
      int step = ofKeys ? products.stride() : 0;
      int distance = query + length - 1;
      for (int key = 0; key < length; key++) {
        float product = from.get(first + key * step + rows[distance - key]);
        to.put(at + key, to.get(at + key) + product);
      }
    }
  }

  public static void sum(int[] rows, Matrix dScores, boolean ofKeys, Matrix dProducts) {
    FloatBuffer from = HostAccess.floatBuffer(dScores);
    FloatBuffer to = HostAccess.floatBuffer(dProducts);
    dProducts.write(new float[Math.toIntExact(dProducts.size())]);
    int length = dScores.rows();
    for (int query = 0; query < length; query++) {
      int at = HostAccess.start(dScores, query);
      int first = HostAccess.start(dProducts, ofKeys ? 0 : query);
      int step = ofKeys ? dProducts.stride() : 0;
      int distance = query + length - 1;
      for (int key = 0; key < length; key++) {
        int place = first + key * step + rows[distance - key];
        to.put(place, to.get(place) + from.get(at + key));
      }
    }
  }
}
