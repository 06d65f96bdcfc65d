package org.neuralannotators.network.attention;

import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.RelativePositions;

/**
 * Vectors of how far two elements of a sequence are apart, which the layers of an encoder share (He
 * et al. 2020, section 3.1).
 */
public final class DistanceEmbeddings {
  private final RelativePositions positions;
  private final Parameter table;

  /** Null where they are used as they are. */
  private final LayerNorm norm;

  /**
   * @param name of the table
   * @param normName of the layer normalisation of its rows; null for none
   */
  public DistanceEmbeddings(
      Parameters parameters,
      String name,
      String normName,
      RelativePositions positions,
      int columns,
      double epsilon) {
    this.positions = positions;
    table = parameters.add(name, positions.rows(), columns, Initializer.embedding());
    norm = normName == null ? null : new LayerNorm(parameters, normName, columns, epsilon);
  }

  /** Which row belongs to a distance. */
  RelativePositions positions() {
    return positions;
  }

  /** The vectors of all distances, in a pass without a way back. */
  Matrix all(Pass pass) {
    return norm == null ? table.value() : norm.forward(pass, table.value()).output();
  }

  /** The vectors that the sequences of a batch need. */
  public Batch over(Pass pass, RaggedRows rows) {
    // A sequence of one element knows one distance.
    int length = Math.max(1, rows.longest());
    return new Batch(pass, positions.begin(length), positions.end(length));
  }

  /** Those of one batch. */
  public final class Batch {
    private final Pass pass;
    private final int begin;
    private final int end;
    private final LayerNorm.Trace normed;
    private final Matrix vectors;

    /** Null when the pass isn't for training. */
    private final Matrix gradient;

    private Batch(Pass pass, int begin, int end) {
      this.pass = pass;
      this.begin = begin;
      this.end = end;
      boolean asTheyAre = norm == null || pass.frozen() != null;
      normed = asTheyAre ? null : norm.forward(pass, table.value().rows(begin, end));
      vectors = normed == null ? table.value().rows(begin, end) : normed.output();
      gradient = pass.training() ? pass.workspace().zeros(end - begin, table.columns()) : null;
    }

    /** The first row of the table that is needed. */
    int begin() {
      return begin;
    }

    /** Behind the last row of the table that is needed. */
    int end() {
      return end;
    }

    /** The vectors of these rows, not to be changed; not for frozen weights. */
    Matrix vectors() {
      return vectors;
    }

    /** All of which these are a part. */
    DistanceEmbeddings embeddings() {
      return DistanceEmbeddings.this;
    }

    /** Adds to the gradient of the vectors. */
    void addGradient(Matrix dVectors) {
      pass.kernels().add(dVectors, gradient);
    }

    /** Adds to the parameters' gradients, when the backward passes of all layers are through. */
    public void endBackward() {
      Matrix dTable = normed == null ? gradient : norm.backward(pass, normed, gradient);
      pass.kernels().add(dTable, pass.gradient(table).rows(begin, end));
    }
  }
}
