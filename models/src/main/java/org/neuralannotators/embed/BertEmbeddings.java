package org.neuralannotators.embed;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The sum of a piece's, its position's and its segment's embedding, normalised (Devlin et al. 2018,
 * section 3); ALBERT then projects it to the hidden states' columns.
 */
final class BertEmbeddings {
  private final EmbeddingTable pieces;
  private final Parameter positions;
  private final Parameter segments;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final Linear projection;

  BertEmbeddings(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      Dropout dropout) {
    int columns = architecture.embeddingSize();
    this.pieces = pieces;
    this.dropout = dropout;
    positions =
        parameters.add(
            "embeddings.position_embeddings.weight",
            architecture.maximumPositions(),
            columns,
            Initializer.embedding());
    segments =
        parameters.add(
            "embeddings.token_type_embeddings.weight",
            architecture.segments(),
            columns,
            Initializer.embedding());
    norm = new LayerNorm(parameters, "embeddings.LayerNorm", columns, architecture.epsilon());
    projection =
        architecture.projectsEmbeddings()
            ? new Linear(
                parameters,
                "encoder.embedding_hidden_mapping_in",
                columns,
                architecture.hidden(),
                Activation.IDENTITY)
            : null;
  }

  /** What the forward pass leaves for the backward pass; the output is [rows, hidden]. */
  record Trace(
      Indices positions,
      Indices segments,
      LayerNorm.Trace norm,
      Dropout.Mask mask,
      Matrix output) {}

  Trace forward(Pass pass, PieceBatch batch) {
    Indices place = pass.workspace().indices(batch.rows().positions());
    Indices segment = pass.workspace().indices(batch.segments());
    Matrix sum = pass.workspace().matrix(batch.rows().rows(), positions.columns());
    pieces.forward(pass, batch.ids(), sum);
    addRows(pass, positions, place, sum);
    addRows(pass, segments, segment, sum);
    LayerNorm.Trace normed = norm.forward(pass, sum);
    Dropout.Mask mask = dropout.forward(pass, normed.output());
    Matrix output =
        projection == null ? normed.output() : projection.forward(pass, normed.output());
    return new Trace(place, segment, normed, mask, output);
  }

  private static void addRows(Pass pass, Parameter table, Indices rows, Matrix sum) {
    Matrix gathered = pass.workspace().matrix(sum.rows(), sum.columns());
    pass.kernels().gather(table.value(), rows, gathered);
    pass.kernels().add(gathered, sum);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dOutput gradient of the output; overwritten
   */
  EmbeddingTable.Gradient backward(Pass pass, PieceBatch batch, Trace trace, Matrix dOutput) {
    Matrix dNormed =
        projection == null
            ? dOutput
            : projection.backward(pass, trace.norm().output(), trace.output(), dOutput);
    dropout.backward(pass, trace.mask(), dNormed);
    Matrix dSum = norm.backward(pass, trace.norm(), dNormed);
    pass.kernels().scatterAdd(dSum, trace.positions(), pass.gradient(positions));
    pass.kernels().scatterAdd(dSum, trace.segments(), pass.gradient(segments));
    return pieces.backward(pass, batch.ids(), dSum);
  }
}
