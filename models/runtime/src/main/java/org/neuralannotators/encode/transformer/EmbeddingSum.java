package org.neuralannotators.encode.transformer;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/** The sum of a piece's embedding and, where there are such, its position's and its segment's. */
final class EmbeddingSum implements InputLayer {
  private final EmbeddingTable pieces;

  /** Null when the sum has none. */
  private final Parameter positions;

  private final int positionOffset;

  /** Null when the encoder knows none. */
  private final Parameter segments;

  /**
   * @param parameters gets those of positions and segments, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   * @param positions whether the sum has those of positions
   * @param positionOffset where the positions of a sequence begin in their table
   */
  EmbeddingSum(
      Parameters parameters,
      EmbeddingTable pieces,
      EncoderArchitecture architecture,
      boolean positions,
      int positionOffset) {
    int columns = architecture.embeddingSize();
    if (pieces.rows() != architecture.vocabulary() || pieces.columns() != columns) {
      throw new IllegalArgumentException(
          "Embeddings of [%d x %d] for a vocabulary of [%d] pieces and [%d] columns; expected the"
                  .formatted(pieces.rows(), pieces.columns(), architecture.vocabulary(), columns)
              + " same");
    }
    this.pieces = pieces;
    this.positionOffset = positionOffset;
    this.positions =
        positions
            ? parameters.add(
                "embeddings.position_embeddings.weight",
                positionOffset + architecture.maximumPositions(),
                columns,
                Initializer.embedding())
            : null;
    segments =
        architecture.segments() == 0
            ? null
            : parameters.add(
                "embeddings.token_type_embeddings.weight",
                architecture.segments(),
                columns,
                Initializer.embedding());
  }

  @Override
  public EmbeddingTable pieces() {
    return pieces;
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.of(positions, segments).filter(Objects::nonNull).toList();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Indices place = positions == null ? null : pass.workspace().indices(places(batch));
    Indices segment = segments == null ? null : pass.workspace().indices(batch.segments());
    Matrix sum = pass.workspace().matrix(batch.rows().rows(), pieces.columns());
    pieces.forward(pass, batch.ids(), sum);
    addRows(pass, positions, place, sum);
    addRows(pass, segments, segment, sum);
    return new Forward(
        sum,
        (back, dSum) -> {
          addGradient(back, dSum, place, positions);
          addGradient(back, dSum, segment, segments);
          return pieces.backward(back, batch.ids(), dSum);
        });
  }

  private int[] places(PieceBatch batch) {
    return Arrays.stream(batch.rows().positions()).map(i -> i + positionOffset).toArray();
  }

  private static void addRows(Pass pass, Parameter table, Indices rows, Matrix sum) {
    if (table != null) {
      Matrix gathered = pass.workspace().matrix(sum.rows(), sum.columns());
      pass.kernels().gather(table.value(), rows, gathered);
      pass.kernels().add(gathered, sum);
    }
  }

  private static void addGradient(Pass pass, Matrix dSum, Indices rows, Parameter table) {
    if (table != null) {
      pass.kernels().scatterAdd(dSum, rows, pass.gradient(table));
    }
  }
}
