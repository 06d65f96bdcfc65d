package org.neuralannotators.network.attention;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What queries have with keys of the same segment and with those of others (Yang et al. 2019,
 * section 2.5). As the softmax takes no notice of what is added to all keys, only the difference of
 * both is added, to the keys of others.
 */
final class SegmentTerm implements AttentionTerm {
  private final Pass pass;
  private final AttentionRows rows;
  private final int heads;
  private final Matrix queries;
  private final SegmentBatch segments;

  /** [segments, H], the difference again and again. */
  private final Matrix difference;

  private final Matrix dQueries;
  private final Matrix dDifference;

  /**
   * @param queries [rows, H], head after head, scaled
   * @param vectors [2, H]: of the same segment, of others
   */
  SegmentTerm(
      Pass pass,
      AttentionRows rows,
      int heads,
      Matrix queries,
      SegmentBatch segments,
      Matrix vectors) {
    this.pass = pass;
    this.rows = rows;
    this.heads = heads;
    this.queries = queries;
    this.segments = segments;
    difference = pass.workspace().matrix(segments.most(), vectors.columns());
    Matrix first = difference.rows(0, 1);
    pass.kernels().copy(vectors.rows(0, 1), first);
    pass.kernels().scale(first, -1);
    pass.kernels().add(vectors.rows(1, 2), first);
    for (int i = 1; i < segments.most(); i++) {
      pass.kernels().copy(first, difference.rows(i, i + 1));
    }
    dQueries = pass.training() ? zerosLike(queries) : null;
    dDifference = pass.training() ? zerosLike(difference) : null;
  }

  private Matrix zerosLike(Matrix x) {
    return pass.workspace().zeros(x.rows(), x.columns());
  }

  /** The gradient of the queries. */
  Matrix dQueries() {
    return dQueries;
  }

  /** Adds the gradient of the vectors. */
  void addGradient(Matrix dVectors) {
    Matrix sum = pass.workspace().zeros(1, dVectors.columns());
    pass.kernels().addColumnSums(dDifference, sum);
    pass.kernels().add(sum, dVectors.rows(1, 2));
    pass.kernels().scale(sum, -1);
    pass.kernels().add(sum, dVectors.rows(0, 1));
  }

  @Override
  public void add(int sequence, Matrix scores) {
    if (segments.isOne(sequence)) {
      return;
    }
    Kernels kernels = pass.kernels();
    Workspace.Mark mark = pass.workspace().mark();
    Matrix ofOthers = ofSegments(sequence);
    Matrix from = rows.queries(sequence, queries);
    for (int h = 0; h < heads; h++) {
      Matrix here = block(ofOthers, h, from.rows());
      kernels.multiply(head(from, h), false, head(vectors(sequence), h), true, 0, here);
      kernels.scale(here, segments.outside(sequence));
    }
    kernels.multiply(ofOthers, false, segments.in(sequence), true, 1, scores);
    pass.workspace().release(mark);
  }

  @Override
  public void backward(int sequence, Matrix dScores) {
    if (segments.isOne(sequence)) {
      return;
    }
    Kernels kernels = pass.kernels();
    Workspace.Mark mark = pass.workspace().mark();
    Matrix dOfOthers = ofSegments(sequence);
    Matrix from = rows.queries(sequence, queries);
    Matrix dFrom = rows.queries(sequence, dQueries);
    Matrix to = vectors(sequence);
    Matrix dTo = dDifference.rows(0, to.rows());
    kernels.multiply(dScores, false, segments.in(sequence), false, 0, dOfOthers);
    for (int h = 0; h < heads; h++) {
      Matrix here = block(dOfOthers, h, from.rows());
      kernels.scale(here, segments.outside(sequence));
      kernels.multiply(here, false, head(to, h), false, 0, head(dFrom, h));
      kernels.multiply(here, true, head(from, h), false, 1, head(dTo, h));
    }
    pass.workspace().release(mark);
  }

  /** Room for what each element of each head has with each segment. */
  private Matrix ofSegments(int sequence) {
    return pass.workspace()
        .matrix(heads * rows.queryLength(sequence), segments.in(sequence).columns());
  }

  private Matrix vectors(int sequence) {
    return difference.rows(0, segments.in(sequence).columns());
  }

  private static Matrix block(Matrix all, int head, int length) {
    return all.rows(head * length, (head + 1) * length);
  }

  private Matrix head(Matrix matrix, int head) {
    int size = matrix.columns() / heads;
    return matrix.columns(head * size, (head + 1) * size);
  }
}
