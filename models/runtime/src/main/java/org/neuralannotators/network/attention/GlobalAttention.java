package org.neuralannotators.network.attention;

import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Attention of a decoder's states to all of an encoder's (Bahdanau et al. 2015; Luong et al. 2015,
 * section 3.1): the mean of the encoder's states, weighted by a softmax of their scores.
 */
public final class GlobalAttention {
  private final AttentionScore score;

  /** Null where the decoder's states are compared as they are. */
  private final Parameter query;

  /** Null where the encoder's states are compared as they are. */
  private final Parameter key;

  /** [1, units] where scores are additive, else null. */
  private final Parameter sum;

  /**
   * @param queryColumns of the decoder's states
   * @param memoryColumns of the encoder's states
   * @param units inside of additive scores; others have none
   */
  public GlobalAttention(
      Parameters parameters,
      String name,
      AttentionScore score,
      int queryColumns,
      int memoryColumns,
      int units) {
    if (score == AttentionScore.DOT && queryColumns != memoryColumns) {
      throw new IllegalArgumentException(
          ("Attention [dot] of [%d] columns to [%d], which are an encoder's units, twice those of a"
                  + " bidirectional one; expected as many, or attention [general]")
              .formatted(queryColumns, memoryColumns));
    }
    this.score = score;
    boolean additive = score == AttentionScore.CONCAT;
    Initializer glorot = Initializer.glorot(1);
    query = additive ? parameters.add(name + ".query", queryColumns, units, glorot) : null;
    key =
        score == AttentionScore.DOT
            ? null
            : parameters.add(name + ".key", memoryColumns, additive ? units : queryColumns, glorot);
    sum = additive ? parameters.add(name + ".sum", 1, units, glorot) : null;
  }

  /**
   * What is attended to.
   *
   * @param states the encoder's
   * @param keys what the decoder's states are compared with
   */
  public record Memory(Matrix states, Matrix keys) {}

  /** The encoder's states with what needs computing but once. */
  public Memory memory(Pass pass, Matrix states) {
    return new Memory(states, key == null ? states : product(pass, states, key));
  }

  /** Zeros, to which gradients are added. */
  public Memory zeros(Pass pass, Memory like) {
    Matrix states = pass.workspace().zeros(like.states().rows(), like.states().columns());
    return new Memory(
        states,
        key == null ? states : pass.workspace().zeros(like.keys().rows(), like.keys().columns()));
  }

  /**
   * Adds to the parameters' gradients, when all other backward passes are through.
   *
   * @param dMemory whose states become the whole gradient of the encoder's states
   */
  public void memoryBackward(Pass pass, Memory memory, Memory dMemory) {
    if (key != null) {
      pass.kernels().multiply(memory.states(), true, dMemory.keys(), false, 1, pass.gradient(key));
      pass.kernels().multiply(dMemory.keys(), false, key.value(), true, 1, dMemory.states());
    }
  }

  private static Matrix product(Pass pass, Matrix x, Parameter weights) {
    Matrix y = pass.workspace().matrix(x.rows(), weights.columns());
    pass.kernels().multiply(x, false, weights.value(), false, 0, y);
    return y;
  }

  /**
   * @param rows who attended to whom
   * @param x the decoder's states
   * @param queries what is compared with keys
   * @param weights [1, pairs]
   * @param context the means
   */
  public record Trace(
      AttentionRows rows, Matrix x, Matrix queries, Memory memory, Matrix weights, Matrix context) {
    /** The weights of an element of a sequence. */
    public float[] weights(int sequence, int element) {
      return rows.pairs(sequence, 1, weights).rows(element, element + 1).toFloats();
    }
  }

  /**
   * @param x [rows of queries, columns]
   */
  public Trace forward(Pass pass, AttentionRows rows, Matrix x, Memory memory) {
    Matrix queries = query == null ? x : product(pass, x, query);
    Matrix weights = pass.workspace().matrix(1, rows.pairs());
    Matrix context = pass.workspace().matrix(x.rows(), memory.states().columns());
    for (int i = 0; i < rows.sequences(); i++) {
      if (rows.queryLength(i) > 0) {
        Matrix own = rows.pairs(i, 1, weights);
        scores(pass, rows.queries(i, queries), rows.keys(i, memory.keys()), own);
        pass.kernels().softmax(own);
        Matrix states = rows.keys(i, memory.states());
        pass.kernels().multiply(own, false, states, false, 0, rows.queries(i, context));
      }
    }
    return new Trace(rows, x, queries, memory, weights, context);
  }

  private void scores(Pass pass, Matrix queries, Matrix keys, Matrix scores) {
    if (score != AttentionScore.CONCAT) {
      pass.kernels().multiply(queries, false, keys, true, 0, scores);
      return;
    }
    Workspace.Mark mark = pass.workspace().mark();
    Matrix hidden = hidden(pass, queries, keys);
    Matrix column = scores.reshape(hidden.rows(), 1);
    pass.kernels().multiply(hidden, false, sum.value(), true, 0, column);
    pass.workspace().release(mark);
  }

  /** The tanh of each query with each key, query after query. */
  private static Matrix hidden(Pass pass, Matrix queries, Matrix keys) {
    Matrix hidden = pass.workspace().matrix(queries.rows() * keys.rows(), keys.columns());
    for (int i = 0; i < queries.rows(); i++) {
      Matrix own = block(hidden, i, keys);
      pass.kernels().copy(keys, own);
      pass.kernels().biasAndActivation(own, queries.rows(i, i + 1), Activation.TANH);
    }
    return hidden;
  }

  private static Matrix block(Matrix hidden, int query, Matrix keys) {
    return hidden.rows(query * keys.rows(), (query + 1) * keys.rows());
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dContext gradient of the means
   * @param dMemory to which the gradients of what is attended to are added
   * @return gradient of the decoder's states
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dContext, Memory dMemory) {
    AttentionRows rows = trace.rows();
    Matrix queries = trace.queries();
    Matrix dQueries = pass.workspace().zeros(queries.rows(), queries.columns());
    for (int i = 0; i < rows.sequences(); i++) {
      if (rows.queryLength(i) > 0) {
        Workspace.Mark mark = pass.workspace().mark();
        Matrix weights = rows.pairs(i, 1, trace.weights());
        Matrix dScores = pass.workspace().matrix(weights.rows(), weights.columns());
        Matrix own = rows.queries(i, dContext);
        Matrix states = rows.keys(i, trace.memory().states());
        pass.kernels().multiply(own, false, states, true, 0, dScores);
        Matrix dStates = rows.keys(i, dMemory.states());
        pass.kernels().multiply(weights, true, own, false, 1, dStates);
        pass.kernels().softmaxBackward(weights, dScores);
        scoresBackward(
            pass,
            rows.queries(i, queries),
            rows.keys(i, trace.memory().keys()),
            dScores,
            rows.queries(i, dQueries),
            rows.keys(i, dMemory.keys()));
        pass.workspace().release(mark);
      }
    }
    if (query == null) {
      return dQueries;
    }
    pass.kernels().multiply(trace.x(), true, dQueries, false, 1, pass.gradient(query));
    Matrix dx = pass.workspace().matrix(trace.x().rows(), trace.x().columns());
    pass.kernels().multiply(dQueries, false, query.value(), true, 0, dx);
    return dx;
  }

  /** Adds to the gradients of queries and keys. */
  private void scoresBackward(
      Pass pass, Matrix queries, Matrix keys, Matrix dScores, Matrix dQueries, Matrix dKeys) {
    if (score != AttentionScore.CONCAT) {
      pass.kernels().multiply(dScores, false, keys, false, 1, dQueries);
      pass.kernels().multiply(dScores, true, queries, false, 1, dKeys);
      return;
    }
    Matrix hidden = hidden(pass, queries, keys);
    Matrix dHidden = pass.workspace().matrix(hidden.rows(), hidden.columns());
    Matrix row = dScores.reshape(1, hidden.rows());
    pass.kernels().multiply(row, false, hidden, false, 1, pass.gradient(sum));
    pass.kernels().multiply(row, true, sum.value(), false, 0, dHidden);
    pass.kernels().activationBackwardOfValue(Activation.TANH, hidden, dHidden);
    for (int i = 0; i < queries.rows(); i++) {
      Matrix own = block(dHidden, i, keys);
      pass.kernels().addColumnSums(own, dQueries.rows(i, i + 1));
      pass.kernels().add(own, dKeys);
    }
  }
}
