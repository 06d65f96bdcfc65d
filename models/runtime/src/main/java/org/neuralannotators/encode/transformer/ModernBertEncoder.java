package org.neuralannotators.encode.transformer;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.encode.transformer.input.EmbeddingSum;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.encode.transformer.input.NormalizedInput;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.attention.MultiHeadAttention;
import org.neuralannotators.network.transformer.GatedFeedForward;
import org.neuralannotators.network.transformer.RotaryLayer;

/**
 * Makes ModernBERT's encoder (Warner et al. 2024). Parameters have the names of Hugging Face's
 * {@code ModernBertModel}, but for those of the pieces' embeddings; matrices have a row for each
 * input.
 */
final class ModernBertEncoder {
  private ModernBertEncoder() {}

  /**
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the pieces; the caller's
   */
  static Encoder of(
      Parameters parameters,
      EmbeddingTable pieces,
      ModernBertArchitecture architecture,
      EncoderDropout dropout) {
    int others = parameters.all().size();
    InputLayer input =
        new NormalizedInput(
            new EmbeddingSum(
                parameters,
                architecture.input(pieces),
                architecture.embeddingSize(),
                0,
                0,
                architecture.segments()),
            norm(parameters, "embeddings.norm", architecture),
            new Dropout(dropout.hidden(), false));
    List<RotaryLayer> layers = new ArrayList<>();
    for (int i = 0; i < architecture.layers(); i++) {
      layers.add(layer(parameters, i, architecture, dropout));
    }
    LayerNorm last = norm(parameters, "final_norm", architecture);
    return new TransformerEncoder(
        architecture, input, new ModernBertLayers(architecture, layers, last), parameters, others);
  }

  private static RotaryLayer layer(
      Parameters parameters,
      int index,
      ModernBertArchitecture architecture,
      EncoderDropout dropouts) {
    String name = "layers." + index + ".";
    int columns = architecture.hidden();
    boolean biased = architecture.biases().attention();
    Dropout dropout = new Dropout(dropouts.hidden(), false);
    // The embeddings are normalised already.
    Norm attentionNorm =
        index == 0 ? Norm.NONE : norm(parameters, name + "attn_norm", architecture);
    MultiHeadAttention attention =
        new MultiHeadAttention(
            Linear.plain(parameters, name + "attn.Wqkv", columns, 3 * columns, 3, biased),
            Linear.plain(parameters, name + "attn.Wo", columns, columns, 1, biased),
            architecture.heads(),
            new Dropout(dropouts.attention(), false));
    Norm norm = norm(parameters, name + "mlp_norm", architecture);
    GatedFeedForward feedForward =
        new GatedFeedForward(
            parameters,
            name + "mlp.Wi",
            name + "mlp.Wo",
            columns,
            architecture.intermediate(),
            architecture.activation(),
            architecture.biases().feedForward(),
            dropout);
    return new RotaryLayer(attentionNorm, attention, norm, feedForward, dropout);
  }

  private static LayerNorm norm(
      Parameters parameters, String name, ModernBertArchitecture architecture) {
    return new LayerNorm(
        parameters,
        name,
        architecture.hidden(),
        architecture.epsilon(),
        architecture.biases().norm());
  }
}
