package org.neuralannotators.encode.transformer.input;

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

/**
 * The sum of what is below, a piece's embedding or what was made of it, and of the embeddings of
 * its position and its segment, where there are such.
 */
public final class EmbeddingSum implements InputLayer {
  /** The name of the segments' embeddings. */
  public static final String SEGMENTS = "embeddings.token_type_embeddings.weight";

  private final InputLayer below;

  /** Null when the sum has none. */
  private final Parameter positions;

  private final int positionOffset;

  /** Null when the encoder knows none. */
  private final Parameter segments;

  /**
   * @param parameters gets those of positions and segments, without memory yet
   * @param below its output is overwritten
   * @param columns of that output
   * @param positions how many have embeddings; 0 for none
   * @param positionOffset where the positions of a sequence begin in their table
   * @param segments how many have embeddings; 0 for none
   */
  public EmbeddingSum(
      Parameters parameters,
      InputLayer below,
      int columns,
      int positions,
      int positionOffset,
      int segments) {
    this.below = below;
    this.positionOffset = positionOffset;
    this.positions =
        positions > 0
            ? parameters.add(
                "embeddings.position_embeddings.weight",
                positionOffset + positions,
                columns,
                Initializer.embedding())
            : null;
    this.segments =
        segments > 0 ? parameters.add(SEGMENTS, segments, columns, Initializer.embedding()) : null;
  }

  @Override
  public EmbeddingTable pieces() {
    return below.pieces();
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(
            below.parameters().stream(), Stream.of(positions, segments).filter(Objects::nonNull))
        .toList();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Indices place = positions == null ? null : pass.workspace().indices(places(batch));
    Indices segment = segments == null ? null : pass.workspace().indices(batch.segments());
    Forward embedded = below.forward(pass, batch);
    Matrix sum = embedded.output();
    addRows(pass, positions, place, sum);
    addRows(pass, segments, segment, sum);
    return new Forward(
        sum,
        (back, dSum) -> {
          addGradient(back, dSum, place, positions);
          addGradient(back, dSum, segment, segments);
          return embedded.back().backward(back, dSum);
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
