package org.neuralannotators.encode.transformer.input;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;

/** Embeddings some of whose numbers are dropped in training. */
public record DroppedInput(InputLayer embeddings, Dropout dropout) implements InputLayer {
  @Override
  public EmbeddingTable pieces() {
    return embeddings.pieces();
  }

  @Override
  public List<Parameter> parameters() {
    return embeddings.parameters();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    Forward embedded = embeddings.forward(pass, batch);
    Dropout.Mask mask = dropout.forward(pass, embedded.output());
    return new Forward(
        embedded.output(),
        (back, dOutput) -> {
          dropout.backward(back, mask, dOutput);
          return embedded.back().backward(back, dOutput);
        });
  }
}
