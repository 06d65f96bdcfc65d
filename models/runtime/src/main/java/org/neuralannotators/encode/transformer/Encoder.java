package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Pieces to hidden states. No padding: a sequence's result doesn't depend on the others of its
 * batch. Thread-safe as long as its parameters don't change.
 */
public interface Encoder {
  /** Its shape. */
  EncoderArchitecture architecture();

  /** The embeddings of the pieces. */
  EmbeddingTable pieces();

  /** All parameters but the embeddings of the pieces. */
  List<Parameter> parameters();

  /**
   * Lets the embeddings and the lowest layers be as they are: they get no gradient from now on.
   *
   * @param layers how many; with 0 the embeddings learn too
   * @throws IllegalArgumentException when it has not as many of its own
   */
  void freeze(int layers);

  /**
   * The hidden states of the last layer [rows, hidden], without a way back: layers use the same
   * memory in turn.
   *
   * @param layerDone looks at each layer's hidden states while they are there: 0 is what the first
   *     layer reads
   * @throws IllegalArgumentException when a sequence is too long
   */
  Matrix encode(Pass pass, PieceBatch batch, ObjIntConsumer<Matrix> layerDone);

  /** The same without a look at the layers. */
  default Matrix encode(Pass pass, PieceBatch batch) {
    return encode(pass, batch, (hidden, layer) -> {});
  }

  /**
   * The forward pass of training.
   *
   * @throws IllegalArgumentException when a sequence is too long
   */
  Forward forward(Pass pass, PieceBatch batch);

  /** What the forward pass of training leaves, valid until the workspace is reset. */
  interface Forward {
    /** The hidden states of the last layer [rows, hidden]. */
    Matrix output();

    /**
     * Adds to the parameters' gradients.
     *
     * @param dOutput gradient of the hidden states; overwritten
     * @return gradient of the pieces' embeddings; null when they are frozen or a parameter
     */
    EmbeddingTable.Gradient backward(Pass pass, Matrix dOutput);
  }
}
