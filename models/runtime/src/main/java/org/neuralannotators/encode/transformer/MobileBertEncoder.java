package org.neuralannotators.encode.transformer;

import java.util.stream.IntStream;
import org.neuralannotators.encode.transformer.input.EmbeddingSum;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.encode.transformer.input.NormalizedInput;
import org.neuralannotators.encode.transformer.input.ProjectedInput;
import org.neuralannotators.encode.transformer.input.TrigramInput;
import org.neuralannotators.network.ColumnScale;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/**
 * Makes MobileBERT's encoder (Sun et al. 2020). Parameters have the names of Hugging Face's {@code
 * MobileBertModel}, and matrices have a row for each input.
 */
final class MobileBertEncoder {
  /** The layer from the pieces' embeddings to the hidden columns. */
  static final String TRANSFORMATION = "embeddings.embedding_transformation";

  /** PyTorch's own, which some of the model's layers have, whatever the configuration says. */
  private static final double USUAL_EPSILON = 1e-5;

  private MobileBertEncoder() {}

  /** Makes what normalises. */
  interface Norms {
    /**
     * @param usual whether it is one of those that don't heed the configuration's epsilon
     */
    Norm of(String name, int columns, boolean usual);
  }

  /**
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  static Encoder of(
      Parameters parameters,
      EmbeddingTable pieces,
      MobileBertArchitecture architecture,
      EncoderDropout dropout) {
    int others = parameters.all().size();
    Norms norms =
        (name, columns, usual) ->
            architecture.normalized()
                ? new LayerNorm(
                    parameters, name, columns, usual ? USUAL_EPSILON : architecture.epsilon())
                : new ColumnScale(parameters, name, columns);
    InputLayer input =
        new NormalizedInput(
            new EmbeddingSum(
                parameters,
                transformed(parameters, pieces, architecture),
                architecture.hidden(),
                architecture.maximumPositions(),
                0,
                architecture.segments()),
            norms.of("embeddings.LayerNorm", architecture.hidden(), true),
            new Dropout(dropout.hidden(), false));
    return new TransformerEncoder(
        architecture,
        input,
        Layers.of(
            IntStream.range(0, architecture.layers())
                .mapToObj(
                    i ->
                        new MobileBertLayer(
                            parameters, "encoder.layer." + i, architecture, norms, dropout))
                .toList()),
        parameters,
        others);
  }

  /** Checkpoints have the transformation also where nothing is to be transformed. */
  private static InputLayer transformed(
      Parameters parameters, EmbeddingTable pieces, MobileBertArchitecture architecture) {
    boolean trigrams = architecture.trigrams();
    InputLayer embeddings = architecture.input(pieces);
    Linear transformation =
        new Linear(
            parameters,
            TRANSFORMATION,
            (trigrams ? 3 : 1) * architecture.embeddingSize(),
            architecture.hidden(),
            Activation.IDENTITY);
    return trigrams || architecture.embeddingSize() != architecture.hidden()
        ? new ProjectedInput(trigrams ? new TrigramInput(pieces) : embeddings, transformation)
        : embeddings;
  }
}
