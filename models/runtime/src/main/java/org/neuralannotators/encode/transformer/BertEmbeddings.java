package org.neuralannotators.encode.transformer;

import java.util.Arrays;
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
public final class BertEmbeddings implements InputLayer {
  private final EmbeddingTable pieces;
  private final Parameter positions;
  private final int positionOffset;

  /** Null when the encoder knows none. */
  private final Parameter segments;

  private final LayerNorm norm;
  private final Dropout dropout;
  private final List<Parameter> own;

  /**
   * @param parameters gets those of positions and segments, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  public BertEmbeddings(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    int columns = architecture.embeddingSize();
    if (pieces.rows() != architecture.vocabulary() || pieces.columns() != columns) {
      throw new IllegalArgumentException(
          "Embeddings of [%d x %d] for a vocabulary of [%d] pieces and [%d] columns; expected the"
                  .formatted(pieces.rows(), pieces.columns(), architecture.vocabulary(), columns)
              + " same");
    }
    this.pieces = pieces;
    int others = parameters.all().size();
    this.dropout = new Dropout(dropout.hidden(), false);
    positions =
        parameters.add(
            "embeddings.position_embeddings.weight",
            architecture.positionOffset() + architecture.maximumPositions(),
            columns,
            Initializer.embedding());
    positionOffset = architecture.positionOffset();
    segments =
        architecture.segments() == 0
            ? null
            : parameters.add(
                "embeddings.token_type_embeddings.weight",
                architecture.segments(),
                columns,
                Initializer.embedding());
    norm = new LayerNorm(parameters, "embeddings.LayerNorm", columns, architecture.epsilon());
    own = List.copyOf(parameters.all().subList(others, parameters.all().size()));
  }

  @Override
  public EmbeddingTable pieces() {
    return pieces;
  }

  @Override
  public List<Parameter> parameters() {
    return own;
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    int[] places = batch.rows().positions();
    Indices place =
        pass.workspace().indices(Arrays.stream(places).map(i -> i + positionOffset).toArray());
    Indices segment = segments == null ? null : pass.workspace().indices(batch.segments());
    Matrix sum = pass.workspace().matrix(batch.rows().rows(), positions.columns());
    pieces.forward(pass, batch.ids(), sum);
    addRows(pass, positions, place, sum);
    if (segments != null) {
      addRows(pass, segments, segment, sum);
    }
    LayerNorm.Trace normed = norm.forward(pass, sum);
    Dropout.Mask mask = dropout.forward(pass, normed.output());
    return new Forward(
        normed.output(),
        (back, dOutput) -> {
          dropout.backward(back, mask, dOutput);
          Matrix dSum = norm.backward(back, normed, dOutput);
          back.kernels().scatterAdd(dSum, place, back.gradient(positions));
          if (segments != null) {
            back.kernels().scatterAdd(dSum, segment, back.gradient(segments));
          }
          return pieces.backward(back, batch.ids(), dSum);
        });
  }

  private static void addRows(Pass pass, Parameter table, Indices rows, Matrix sum) {
    Matrix gathered = pass.workspace().matrix(sum.rows(), sum.columns());
    pass.kernels().gather(table.value(), rows, gathered);
    pass.kernels().add(gathered, sum);
  }
}
