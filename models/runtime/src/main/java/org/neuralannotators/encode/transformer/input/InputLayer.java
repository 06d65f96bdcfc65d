package org.neuralannotators.encode.transformer.input;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/** From pieces to what the first layer of a transformer reads. */
public interface InputLayer {
  /** The embeddings of the pieces. */
  EmbeddingTable pieces();

  /** All parameters but these. */
  List<Parameter> parameters();

  /** The sum of a piece's embeddings, normalised, or what a family makes of it. */
  Forward forward(Pass pass, PieceBatch batch);

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param output [rows, hidden]
   * @param back adds to the parameters' gradients
   */
  record Forward(Matrix output, Back back) {}

  /** The backward pass. */
  @FunctionalInterface
  interface Back {
    /**
     * @param dOutput gradient of the output; may be overwritten
     * @return gradient of the pieces' embeddings, as the table has it
     */
    EmbeddingTable.Gradient backward(Pass pass, Matrix dOutput);
  }
}
