package org.neuralannotators.network.kernel;

import static org.neuralannotators.network.kernel.RaggedAttention.block;
import static org.neuralannotators.network.kernel.RaggedAttention.head;

/** The parts of attention's scores that depend on distances, of one sequence at a time. */
final class DistanceScores {
  private final RaggedAttention.Steps steps;
  private final Workspace scratch;

  DistanceScores(RaggedAttention.Steps steps, Workspace scratch) {
    this.steps = steps;
    this.scratch = scratch;
  }

  /**
   * @param queries [elements, H]
   * @param keys [elements, H or more]
   * @param scores [heads elements, elements], to which is added
   */
  void add(
      RelativeScores relative,
      double scale,
      int heads,
      Matrix queries,
      Matrix keys,
      Matrix scores) {
    add(relative, relative.keys(), scale, heads, queries, false, scores);
    add(relative, relative.queries(), scale, heads, keys, true, scores);
  }

  private void add(
      RelativeScores relative,
      Matrix vectors,
      double scale,
      int heads,
      Matrix elements,
      boolean ofKeys,
      Matrix scores) {
    if (vectors == null) {
      return;
    }
    Workspace.Mark mark = scratch.mark();
    int length = elements.rows();
    int[] rows = relative.positions().table(length);
    Matrix used = relative.used(vectors, length);
    Matrix products = scratch.matrix(length, used.rows());
    int size = used.columns() / heads;
    for (int h = 0; h < heads; h++) {
      Matrix element = block(elements, h, size);
      steps.multiply(scale, element, false, block(used, h, size), true, 0, products);
      steps.addByDistance(rows, products, ofKeys, head(scores, h, length));
    }
    scratch.release(mark);
  }

  /**
   * @param dScores gradient of the scores
   * @param dQueries to which is added
   * @param dKeys to which is added
   * @param dRelative to whose matrices is added
   */
  void addBackward(
      RelativeScores relative,
      double scale,
      int heads,
      Matrix queries,
      Matrix keys,
      Matrix dScores,
      Matrix dQueries,
      Matrix dKeys,
      RelativeScores dRelative) {
    addBackward(
        relative,
        relative.keys(),
        scale,
        heads,
        queries,
        false,
        dScores,
        dQueries,
        dRelative.keys());
    addBackward(
        relative,
        relative.queries(),
        scale,
        heads,
        keys,
        true,
        dScores,
        dKeys,
        dRelative.queries());
  }

  private void addBackward(
      RelativeScores relative,
      Matrix vectors,
      double scale,
      int heads,
      Matrix elements,
      boolean ofKeys,
      Matrix dScores,
      Matrix dElements,
      Matrix dVectors) {
    if (vectors == null) {
      return;
    }
    Workspace.Mark mark = scratch.mark();
    int length = elements.rows();
    int[] rows = relative.positions().table(length);
    Matrix used = relative.used(vectors, length);
    Matrix dUsed = relative.used(dVectors, length);
    Matrix dProducts = scratch.matrix(length, used.rows());
    int size = used.columns() / heads;
    for (int h = 0; h < heads; h++) {
      steps.sumByDistance(rows, head(dScores, h, length), ofKeys, dProducts);
      Matrix vector = block(used, h, size);
      Matrix element = block(elements, h, size);
      steps.multiply(scale, dProducts, false, vector, false, 1, block(dElements, h, size));
      steps.multiply(scale, dProducts, true, element, false, 1, block(dUsed, h, size));
    }
    scratch.release(mark);
  }
}
