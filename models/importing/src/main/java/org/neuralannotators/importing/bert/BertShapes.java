package org.neuralannotators.importing.bert;

import java.util.Map;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.network.kernel.Activation;

/** The measures of BERT that the shapes of its tensors tell. */
record BertShapes(
    int layers,
    int hidden,
    int intermediate,
    int maximumPositions,
    int vocabulary,
    int segments,
    int embeddingSize,
    boolean sharedLayers) {
  private static final String LAYER = "encoder.layer.";

  /**
   * Reads the shapes of tensors with the names of {@code BertModel}.
   *
   * @throws IllegalArgumentException when a tensor isn't there or isn't as BERT's, naming it
   */
  static BertShapes of(Map<String, Tensor> tensors) {
    int[] pieces = shape(tensors, EncoderArchitecture.PIECES, 2);
    int[] positions = shape(tensors, "embeddings.position_embeddings.weight", 2);
    int[] segments = shape(tensors, "embeddings.token_type_embeddings.weight", 2);
    int[] intermediate = shape(tensors, LAYER + "0.intermediate.dense.bias", 1);
    int[] hidden = shape(tensors, LAYER + "0.attention.output.dense.bias", 1);
    int layers = 0;
    while (tensors.containsKey(LAYER + layers + ".attention.self.query.bias")) {
      layers++;
    }
    return new BertShapes(
        layers, hidden[0], intermediate[0], positions[0], pieces[0], segments[0], pieces[1], false);
  }

  /** The same with one layer through which rows run several times, as ALBERT's. */
  BertShapes shared(int times) {
    return new BertShapes(
        times, hidden, intermediate, maximumPositions, vocabulary, segments, embeddingSize, true);
  }

  private static int[] shape(Map<String, Tensor> tensors, String name, int rank) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != rank) {
      throw new IllegalArgumentException(
          (tensor == null ? "no tensor [" + name : "tensor [" + tensor) + "]");
    }
    int[] shape = new int[rank];
    for (int i = 0; i < rank; i++) {
      // The numbers lie in a buffer, so that no length but those next to a zero is beyond an int.
      shape[i] = (int) Math.min(Integer.MAX_VALUE, tensor.shape()[i]);
    }
    return shape;
  }

  /**
   * The architecture, with what shapes don't tell.
   *
   * @throws IllegalArgumentException when there is no such BERT
   */
  BertArchitecture architecture(int heads, Activation activation, double epsilon) {
    return new BertArchitecture(
        layers,
        heads,
        hidden,
        intermediate,
        maximumPositions,
        vocabulary,
        segments,
        activation,
        epsilon,
        embeddingSize,
        sharedLayers);
  }
}
