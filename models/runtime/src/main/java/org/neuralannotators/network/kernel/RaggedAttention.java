package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * Scaled dot-product attention (Vaswani et al. 2017, section 3.2), a sequence and a head at a time,
 * each on views of the packed matrices: no padding, no copies.
 */
public final class RaggedAttention implements AutoCloseable {
  /** What a form of the kernels brings. */
  public interface Steps {
    /** {@code c = alpha op(a) op(b) + beta c}. */
    void multiply(
        double alpha,
        Matrix a,
        boolean transposeA,
        Matrix b,
        boolean transposeB,
        double beta,
        Matrix c);

    /**
     * Adds to each pair's score what one of the two has with their distance.
     *
     * @param rows the row of each distance, from the least on
     * @param products [elements, rows] of queries, or of keys
     * @param scores [elements, elements], a row for each query
     */
    void addByDistance(int[] rows, Matrix products, boolean ofKeys, Matrix scores);

    /**
     * Gradient of {@link #addByDistance}.
     *
     * @param dProducts overwritten
     */
    void sumByDistance(int[] rows, Matrix dScores, boolean ofKeys, Matrix dProducts);

    /** Gives pairs of [heads elements, keys] that aren't attended to the least score. */
    void hide(AttentionRows rows, int sequence, int heads, Matrix scores);

    /** Gives all pairs the least score. */
    void hide(Matrix scores);

    /**
     * How many columns are computed for so many keys that aren't as many as the elements, those
     * behind the keys hidden: a few shapes serve all lengths.
     */
    default int columns(int keys) {
      return keys;
    }

    /** Softmax of each row, in place. */
    void softmax(Matrix x);

    /** {@code dy}, the gradient of the values {@code y}, becomes that of the softmax's input. */
    void softmaxBackward(Matrix y, Matrix dy);

    /** {@code product = x y}, element by element; it may be one of them. */
    void multiplyElements(Matrix x, Matrix y, Matrix product);
  }

  private final Steps steps;
  private final Workspace scratch;
  private final DistanceScores distances;

  /** Attention by the steps of kernels of a type. */
  public RaggedAttention(Steps steps, DataType type) {
    this.steps = steps;
    scratch = new Workspace(type);
    distances = new DistanceScores(steps, scratch);
  }

  /**
   * @param term null for none
   * @param relative null for none
   */
  public void forward(
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keys,
      Matrix values,
      AttentionTerm term,
      RelativeScores relative,
      Matrix factors,
      Matrix weights,
      Matrix out) {
    int size = out.columns() / heads;
    double scale = scale(size, term, relative);
    for (int i = 0; i < rows.sequences(); i++) {
      int length = rows.queryLength(i);
      if (length == 0) {
        continue;
      }
      scratch.reset();
      Matrix from = rows.queries(i, queries);
      Matrix here = rows.keys(i, keys);
      Matrix there = rows.keys(i, values);
      int group = heads * size / keys.columns();
      Matrix to = rows.queries(i, out);
      int count = rows.keyLength(i);
      boolean padded = weights == null && relative == null && length != count;
      int columns = padded ? steps.columns(count) : count;
      Matrix kept =
          weights == null ? scratch.matrix(heads * length, columns) : rows.pairs(i, heads, weights);
      for (int h = 0; h < heads; h++) {
        steps.multiply(
            scale,
            block(from, h, size),
            false,
            block(here, h / group, size),
            true,
            0,
            head(kept, h, length).columns(0, count));
      }
      if (term != null) {
        term.add(i, kept.columns(0, count));
      }
      if (relative != null) {
        distances.add(relative, scale, heads, from, here, kept);
      }
      if (rows.hides()) {
        steps.hide(rows, i, heads, kept);
      }
      if (columns > count) {
        steps.hide(kept.columns(count, columns));
      }
      steps.softmax(kept);
      Matrix dropped = factors == null ? kept : product(kept, rows.pairs(i, heads, factors));
      for (int h = 0; h < heads; h++) {
        Matrix weight = head(dropped, h, length).columns(0, count);
        Matrix value = block(there, h / group, size);
        steps.multiply(1, weight, false, value, false, 0, block(to, h, size));
      }
    }
  }

  /**
   * @param term null for none
   * @param relative null for none
   * @param dRelative to which the gradients of its matrices are added
   */
  public void backward(
      AttentionRows rows,
      int heads,
      Matrix queries,
      Matrix keysValues,
      AttentionTerm term,
      RelativeScores relative,
      Matrix factors,
      Matrix weights,
      Matrix dOut,
      Matrix dQueries,
      Matrix dKeysValues,
      RelativeScores dRelative) {
    int size = dOut.columns() / heads;
    double scale = scale(size, term, relative);
    double beta = rows.sharesKeys() ? 1 : 0;
    if (rows.sharesKeys()) {
      dKeysValues.clear();
    }
    for (int i = 0; i < rows.sequences(); i++) {
      int length = rows.queryLength(i);
      Matrix dHere = rows.keys(i, dKeysValues);
      if (length == 0) {
        if (!rows.sharesKeys()) {
          dHere.clear();
        }
        continue;
      }
      scratch.reset();
      Matrix from = rows.queries(i, queries);
      Matrix here = rows.keys(i, keysValues);
      int group = group(heads, size, here);
      Matrix dFrom = rows.queries(i, dQueries);
      Matrix dTo = rows.queries(i, dOut);
      Matrix kept = rows.pairs(i, heads, weights);
      Matrix drop = factors == null ? null : rows.pairs(i, heads, factors);
      Matrix dropped = drop == null ? kept : product(kept, drop);
      Matrix gradient = scratch.matrix(kept.rows(), kept.columns());
      for (int h = 0; h < heads; h++) {
        Matrix d = block(dTo, h, size);
        int value = (heads + h) / group;
        steps.multiply(
            1,
            head(dropped, h, length),
            true,
            d,
            false,
            h % group == 0 ? beta : 1,
            block(dHere, value, size));
        steps.multiply(1, d, false, block(here, value, size), true, 0, head(gradient, h, length));
      }
      if (drop != null) {
        steps.multiplyElements(gradient, drop, gradient);
      }
      steps.softmaxBackward(kept, gradient);
      if (term != null) {
        term.backward(i, gradient);
      }
      for (int h = 0; h < heads; h++) {
        Matrix d = head(gradient, h, length);
        Matrix query = block(from, h, size);
        Matrix key = block(here, h / group, size);
        steps.multiply(scale, d, false, key, false, 0, block(dFrom, h, size));
        steps.multiply(
            scale, d, true, query, false, h % group == 0 ? beta : 1, block(dHere, h / group, size));
      }
      if (relative != null) {
        distances.addBackward(
            relative, scale, heads, from, here, gradient, dFrom, dHere, dRelative);
      }
    }
  }

  private static double scale(int size, AttentionTerm term, RelativeScores relative) {
    if (relative != null) {
      return 1 / Math.sqrt((double) size * relative.parts());
    }
    return term == null ? 1 / Math.sqrt(size) : term.factor(size);
  }

  /** How many heads of queries share one of keys and values. */
  private static int group(int heads, int size, Matrix keysValues) {
    return 2 * heads * size / keysValues.columns();
  }

  private Matrix product(Matrix x, Matrix y) {
    Matrix result = scratch.matrix(x.rows(), x.columns());
    steps.multiplyElements(x, y, result);
    return result;
  }

  static Matrix head(Matrix pairs, int head, int length) {
    return pairs.rows(head * length, (head + 1) * length);
  }

  static Matrix block(Matrix matrix, int block, int size) {
    return matrix.columns(block * size, (block + 1) * size);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
