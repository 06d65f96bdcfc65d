package org.neuralannotators.encode.transformer.input;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * The embeddings of the next piece, of a piece itself and of the one before, side by side; zeros
 * beyond the ends of a sequence (Sun et al. 2020, section 3.1).
 */
public record TrigramInput(EmbeddingTable pieces) implements InputLayer {
  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    int rows = batch.rows().rows();
    int columns = pieces.columns();
    Matrix padded = pass.workspace().matrix(rows + 1, columns);
    pieces.forward(pass, batch.ids(), padded.rows(0, rows));
    padded.rows(rows, rows + 1).clear();
    Indices next = pass.workspace().indices(neighbours(batch.rows(), 1));
    Indices before = pass.workspace().indices(neighbours(batch.rows(), -1));
    Matrix output = pass.workspace().matrix(rows, 3 * columns);
    pass.kernels().gather(padded, next, output.columns(0, columns));
    pass.kernels().copy(padded.rows(0, rows), output.columns(columns, 2 * columns));
    pass.kernels().gather(padded, before, output.columns(2 * columns, 3 * columns));
    return new Forward(
        output,
        (back, dOutput) -> {
          Matrix dPadded = back.workspace().zeros(rows + 1, columns);
          back.kernels().copy(dOutput.columns(columns, 2 * columns), dPadded.rows(0, rows));
          back.kernels().scatterAdd(dOutput.columns(0, columns), next, dPadded);
          back.kernels().scatterAdd(dOutput.columns(2 * columns, 3 * columns), before, dPadded);
          return pieces.backward(back, batch.ids(), dPadded.rows(0, rows));
        });
  }

  /** For each row the one some places behind it in its sequence; the row behind all if none is. */
  private static int[] neighbours(RaggedRows rows, int places) {
    int[] neighbours = new int[rows.rows()];
    for (int i = 0; i < rows.sequences(); i++) {
      for (int j = 0; j < rows.length(i); j++) {
        boolean there = j + places >= 0 && j + places < rows.length(i);
        int row = rows.offset(i) + j;
        neighbours[row] = there ? row + places : rows.rows();
      }
    }
    return neighbours;
  }
}
