package org.neuralannotators.encode.transformer.input;

import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Embeddings that are normalised.
 *
 * @param dropout of the normalised ones
 */
public record NormalizedInput(InputLayer embeddings, Norm norm, Dropout dropout)
    implements InputLayer {
  @Override
  public EmbeddingTable pieces() {
    return embeddings.pieces();
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(embeddings.parameters().stream(), norm.parameters().stream()).toList();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Forward embedded = embeddings.forward(pass, batch);
    Traced normed = norm.normalize(pass, embedded.output());
    Dropout.Mask mask = dropout.forward(pass, normed.output());
    return new Forward(
        normed.output(),
        (back, dOutput) -> {
          dropout.backward(back, mask, dOutput);
          Matrix dEmbedded = normed.backward(back, dOutput);
          return embedded.back().backward(back, dEmbedded);
        });
  }
}
