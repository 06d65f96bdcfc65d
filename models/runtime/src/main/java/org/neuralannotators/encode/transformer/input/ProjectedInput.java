package org.neuralannotators.encode.transformer.input;

import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Embeddings of other columns than the hidden states' (Lan et al. 2019, section 3.1).
 *
 * @param embeddings [rows, columns of the embeddings]
 * @param projection to the hidden states' columns
 */
public record ProjectedInput(InputLayer embeddings, Linear projection) implements InputLayer {
  @Override
  public EmbeddingTable pieces() {
    return embeddings.pieces();
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(embeddings.parameters().stream(), projection.parameters().stream())
        .toList();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Forward embedded = embeddings.forward(pass, batch);
    Matrix output = projection.forward(pass, embedded.output());
    return new Forward(
        output,
        (back, dOutput) ->
            embedded
                .back()
                .backward(back, projection.backward(back, embedded.output(), output, dOutput)));
  }
}
