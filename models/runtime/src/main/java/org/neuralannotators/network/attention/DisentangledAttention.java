package org.neuralannotators.network.attention;

import java.util.List;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RelativeScores;

/**
 * Multi-head self-attention over ragged sequences whose scores know what elements are and how far
 * they are apart (He et al. 2020, section 3.1).
 */
public final class DisentangledAttention {
  private final Linear input;

  /** Null where they are among those of the input. */
  private final Parameter queryBias;

  private final Parameter valueBias;
  private final Linear output;
  private final int heads;
  private final Dropout dropout;

  /** Null where scores know no distances. */
  private final DistanceProjection projection;

  /**
   * @param columns of the input and the output, a multiple of {@code heads}
   * @param keyBiases whether keys have biases, as queries and values do
   * @param terms null for none
   * @param dropout of the attention weights
   * @param distanceDropout of the vectors of distances
   */
  public DisentangledAttention(
      Parameters parameters,
      String name,
      int columns,
      int heads,
      boolean keyBiases,
      DistanceTerms terms,
      Dropout dropout,
      Dropout distanceDropout) {
    MultiHeadAttention.requireMultiple(columns, heads);
    String self = name + ".self";
    input = Linear.plain(parameters, self + ".in_proj", columns, 3 * columns, 3, keyBiases);
    queryBias = keyBiases ? null : bias(parameters, self + ".q_bias", columns);
    valueBias = keyBiases ? null : bias(parameters, self + ".v_bias", columns);
    projection =
        terms == null
            ? null
            : new DistanceProjection(
                parameters, self, columns, keyBiases, terms, input, distanceDropout);
    output = new Linear(parameters, name + ".output.dense", columns, columns, Activation.IDENTITY);
    this.heads = heads;
    this.dropout = dropout;
  }

  private static Parameter bias(Parameters parameters, String name, int columns) {
    return parameters.add(name, 1, columns, Initializer.zeros());
  }

  /**
   * Every element of a sequence attends to all of them.
   *
   * @param rows of sequences whose elements are their own keys
   * @param x [rows, columns]
   * @param distances those of the sequences; null where scores know none
   */
  public Traced forward(
      Pass pass, AttentionRows rows, Matrix x, DistanceEmbeddings.Batch distances) {
    int pairs = Math.multiplyExact(heads, rows.pairs());
    Matrix qkv = input.forward(pass, x);
    if (queryBias != null) {
      pass.kernels().biasAndActivation(queries(qkv), queryBias.value(), Activation.IDENTITY);
      pass.kernels().biasAndActivation(values(qkv), valueBias.value(), Activation.IDENTITY);
    }
    DistanceProjection.Trace projected =
        projection == null ? null : projection.forward(pass, distances);
    RelativeScores relative = projected == null ? null : projected.scores();
    Matrix factors = dropout.factors(pass, 1, pairs);
    Matrix weights = pass.training() ? pass.workspace().matrix(1, pairs) : null;
    Matrix context = pass.workspace().matrix(x.rows(), x.columns());
    pass.kernels()
        .attention(
            rows, heads, queries(qkv), keysValues(qkv), null, relative, factors, weights, context);
    Matrix y = output.forward(pass, context);
    return new Traced(
        y,
        (back, dy) -> {
          Matrix dContext = output.backward(back, context, y, dy);
          Matrix dQkv = back.workspace().matrix(qkv.rows(), qkv.columns());
          List<Matrix> dProjected = projected == null ? null : projection.zeros(back, projected);
          back.kernels()
              .attentionBackward(
                  rows,
                  heads,
                  queries(qkv),
                  keysValues(qkv),
                  null,
                  relative,
                  factors,
                  weights,
                  dContext,
                  queries(dQkv),
                  keysValues(dQkv),
                  projected == null ? null : projection.gradients(distances, dProjected));
          if (projected != null) {
            projection.backward(back, distances, projected, dProjected);
          }
          if (queryBias != null) {
            back.kernels().addColumnSums(queries(dQkv), back.gradient(queryBias));
            back.kernels().addColumnSums(values(dQkv), back.gradient(valueBias));
          }
          return input.backward(back, x, qkv, dQkv);
        });
  }

  private static Matrix queries(Matrix qkv) {
    return qkv.columns(0, qkv.columns() / 3);
  }

  private static Matrix keysValues(Matrix qkv) {
    return qkv.columns(qkv.columns() / 3, qkv.columns());
  }

  private static Matrix values(Matrix qkv) {
    return qkv.columns(qkv.columns() / 3 * 2, qkv.columns());
  }
}
