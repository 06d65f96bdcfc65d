package org.neuralannotators.network.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RelativeScores;
import org.neuralannotators.network.kernel.Workspace;

/**
 * What a layer makes of the vectors of distances: keys for its queries, and queries for its keys
 * (He et al. 2020, equation 4).
 */
final class DistanceProjection {
  private final DistanceTerms terms;
  private final int columns;
  private final Dropout dropout;

  /** The layer's queries, keys and values; or keys and queries of distances, as far as needed. */
  private final List<Linear> linears;

  /**
   * @param name of the attention
   * @param keyBiases whether keys have biases
   * @param content makes queries, keys and values, side by side
   * @param dropout of the vectors
   */
  DistanceProjection(
      Parameters parameters,
      String name,
      int columns,
      boolean keyBiases,
      DistanceTerms terms,
      Linear content,
      Dropout dropout) {
    this.terms = terms;
    this.columns = columns;
    this.dropout = dropout;
    linears = terms.shared() ? List.of(content) : own(parameters, name, columns, keyBiases, terms);
  }

  private static List<Linear> own(
      Parameters parameters, String name, int columns, boolean keyBiases, DistanceTerms terms) {
    List<Linear> own = new ArrayList<>();
    if (terms.ofQueries()) {
      own.add(Linear.plain(parameters, name + ".pos_key_proj", columns, columns, 1, keyBiases));
    }
    if (terms.ofKeys()) {
      own.add(Linear.plain(parameters, name + ".pos_query_proj", columns, columns, 1, true));
    }
    return own;
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param outputs null where the weights are frozen
   */
  record Trace(Matrix vectors, Dropout.Mask mask, List<Matrix> outputs, RelativeScores scores) {}

  Trace forward(Pass pass, DistanceEmbeddings.Batch distances) {
    if (pass.frozen() != null) {
      List<Matrix> all =
          pass.frozen().of(this, memory -> frozen(pass, distances.embeddings(), memory));
      List<Matrix> used =
          all.stream().map(each -> each.rows(distances.begin(), distances.end())).toList();
      return new Trace(
          null,
          null,
          null,
          new RelativeScores(
              distances.embeddings().positions(),
              distances.begin(),
              terms.ofQueries() ? used.get(0) : null,
              terms.ofKeys() ? used.get(used.size() - 1) : null));
    }
    Matrix vectors = distances.vectors();
    Dropout.Mask mask = null;
    if (pass.training()) {
      Matrix copy = pass.workspace().matrix(vectors.rows(), vectors.columns());
      pass.kernels().copy(vectors, copy);
      mask = dropout.forward(pass, copy);
      vectors = copy;
    }
    List<Matrix> outputs = outputs(pass, vectors);
    return new Trace(vectors, mask, outputs, scores(distances, outputs));
  }

  private List<Matrix> outputs(Pass pass, Matrix vectors) {
    return linears.stream().map(linear -> linear.forward(pass, vectors)).toList();
  }

  private RelativeScores scores(DistanceEmbeddings.Batch distances, List<Matrix> outputs) {
    return new RelativeScores(
        distances.embeddings().positions(), distances.begin(), keys(outputs), queries(outputs));
  }

  private Matrix keys(List<Matrix> outputs) {
    if (!terms.ofQueries()) {
      return null;
    }
    Matrix first = outputs.get(0);
    return terms.shared() ? first.columns(columns, 2 * columns) : first;
  }

  private Matrix queries(List<Matrix> outputs) {
    return terms.ofKeys() ? outputs.get(outputs.size() - 1).columns(0, columns) : null;
  }

  /** Those of all distances, which don't depend on a batch. */
  private List<Matrix> frozen(Pass pass, DistanceEmbeddings embeddings, Workspace memory) {
    Workspace.Mark mark = pass.workspace().mark();
    List<Matrix> outputs = outputs(pass, embeddings.all(pass));
    List<Matrix> copies =
        Stream.of(keys(outputs), queries(outputs))
            .filter(Objects::nonNull)
            .map(
                each -> {
                  Matrix copy = memory.matrix(each.rows(), each.columns());
                  pass.kernels().copy(each, copy);
                  return copy;
                })
            .toList();
    pass.workspace().release(mark);
    return copies;
  }

  /** Zeros, to which the gradients of the outputs are added. */
  List<Matrix> zeros(Pass pass, Trace trace) {
    return trace.outputs().stream()
        .map(each -> pass.workspace().zeros(each.rows(), each.columns()))
        .toList();
  }

  /** Those of the outputs' gradients. */
  RelativeScores gradients(DistanceEmbeddings.Batch distances, List<Matrix> dOutputs) {
    return scores(distances, dOutputs);
  }

  /**
   * Adds to the gradients of the parameters and of the vectors.
   *
   * @param dOutputs overwritten
   */
  void backward(Pass pass, DistanceEmbeddings.Batch distances, Trace trace, List<Matrix> dOutputs) {
    for (int i = 0; i < linears.size(); i++) {
      Matrix dVectors =
          linears.get(i).backward(pass, trace.vectors(), trace.outputs().get(i), dOutputs.get(i));
      dropout.backward(pass, trace.mask(), dVectors);
      distances.addGradient(dVectors);
    }
  }
}
