package org.neuralannotators.encode.transformer.input;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** The embeddings of the pieces alone. */
public record PieceInput(EmbeddingTable pieces) implements InputLayer {
  /**
   * @param vocabulary rows that the embeddings must have
   * @param columns that they must have
   * @throws IllegalArgumentException when they haven't
   */
  public static PieceInput of(EmbeddingTable pieces, int vocabulary, int columns) {
    if (pieces.rows() != vocabulary || pieces.columns() != columns) {
      throw new IllegalArgumentException(
          "Embeddings of [%d x %d] for a vocabulary of [%d] pieces and [%d] columns; expected the"
                  .formatted(pieces.rows(), pieces.columns(), vocabulary, columns)
              + " same");
    }
    return new PieceInput(pieces);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Matrix output = pass.workspace().matrix(batch.rows().rows(), pieces.columns());
    pieces.forward(pass, batch.ids(), output);
    return new Forward(output, (back, dOutput) -> pieces.backward(back, batch.ids(), dOutput));
  }
}
