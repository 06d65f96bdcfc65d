package org.neuralannotators.embed;

import java.util.List;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;

/**
 * The layers of a pretrained network, for another network that reads them; they don't learn.
 * Thread-safe. {@link #close()} frees it.
 *
 * @see TokenEmbedders#layers
 */
public interface TokenLayers extends AutoCloseable {
  /** How many layers there are. */
  int count();

  /** Numbers of a token's vector in a layer. */
  int columns();

  /**
   * The vectors of the tokens of a batch.
   *
   * @param pass lends the memory; where it is for training, nothing is kept for a way back
   * @param sentences tokens; sentences may be empty
   * @param packed the same sentences, as their rows are to lie
   * @return each layer [packed rows, columns], without gaps
   */
  List<Matrix> layers(Pass pass, List<List<String>> sentences, PackedSequence packed);

  @Override
  void close();
}
