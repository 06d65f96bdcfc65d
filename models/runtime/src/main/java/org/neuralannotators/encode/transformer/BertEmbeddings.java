package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * The sum of a piece's, its position's and its segment's embedding, normalised (Devlin et al. 2018,
 * section 3).
 */
final class BertEmbeddings {
  private final EmbeddingTable pieces;
  private final Parameter positions;
  private final Parameter segments;
  private final LayerNorm norm;
  private final Dropout dropout;
  private final List<Parameter> own;

  BertEmbeddings(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      Dropout dropout) {
    int columns = architecture.embeddingSize();
    if (pieces.rows() != architecture.vocabulary() || pieces.columns() != columns) {
      throw new IllegalArgumentException(
          "Embeddings of [%d x %d] for a vocabulary of [%d] pieces and [%d] columns; expected the"
                  .formatted(pieces.rows(), pieces.columns(), architecture.vocabulary(), columns)
              + " same");
    }
    this.pieces = pieces;
    int others = parameters.all().size();
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
    own = List.copyOf(parameters.all().subList(others, parameters.all().size()));
  }

  /** All parameters but the embeddings of the word pieces. */
  List<Parameter> parameters() {
    return own;
  }

  /** What the forward pass leaves for the backward pass; the output has the embeddings' columns. */
  record Trace(Indices positions, Indices segments, LayerNorm.Trace norm, Dropout.Mask mask) {
    Matrix output() {
      return norm.output();
    }
  }

  Trace forward(Pass pass, PieceBatch batch) {
    Indices place = pass.workspace().indices(batch.rows().positions());
    Indices segment = pass.workspace().indices(batch.segments());
    Matrix sum = pass.workspace().matrix(batch.rows().rows(), positions.columns());
    pieces.forward(pass, batch.ids(), sum);
    addRows(pass, positions, place, sum);
    addRows(pass, segments, segment, sum);
    LayerNorm.Trace normed = norm.forward(pass, sum);
    Dropout.Mask mask = dropout.forward(pass, normed.output());
    return new Trace(place, segment, normed, mask);
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
   * @return gradient of the pieces' embeddings, as the table has it
   */
  EmbeddingTable.Gradient backward(Pass pass, PieceBatch batch, Trace trace, Matrix dOutput) {
    dropout.backward(pass, trace.mask(), dOutput);
    Matrix dSum = norm.backward(pass, trace.norm(), dOutput);
    pass.kernels().scatterAdd(dSum, trace.positions(), pass.gradient(positions));
    pass.kernels().scatterAdd(dSum, trace.segments(), pass.gradient(segments));
    return pieces.backward(pass, batch.ids(), dSum);
  }
}
