package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.transformer.input.DroppedInput;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.attention.RelativeAttention;
import org.neuralannotators.network.transformer.EncoderBlock;
import org.neuralannotators.network.transformer.Sinusoids;
import org.neuralannotators.network.transformer.TransformerLayerShape;

/**
 * Makes XLNet's encoder (Yang et al. 2019): its content stream, without a memory. Around attention
 * its parameters have the names of {@link BertEncoder}'s, those of attention the ones of Hugging
 * Face's {@code XLNetModel}, queries, keys and values side by side in {@code attention.qkv}.
 */
final class XlnetEncoder {
  private XlnetEncoder() {}

  /**
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the pieces; the caller's
   */
  static Encoder of(
      Parameters parameters,
      EmbeddingTable pieces,
      XlnetArchitecture architecture,
      EncoderDropout dropouts) {
    int others = parameters.all().size();
    Dropout dropout = new Dropout(dropouts.hidden(), false);
    InputLayer input = new DroppedInput(architecture.input(pieces), dropout);
    List<XlnetLayers.Layer> layers =
        IntStream.range(0, architecture.layers())
            .mapToObj(i -> layer(parameters, "encoder.layer." + i, architecture, dropouts))
            .toList();
    Sinusoids sinusoids = new Sinusoids(architecture.hidden(), architecture.furthest());
    return new TransformerEncoder(
        architecture, input, new XlnetLayers(layers, sinusoids, dropout), parameters, others);
  }

  private static XlnetLayers.Layer layer(
      Parameters parameters, String name, XlnetArchitecture architecture, EncoderDropout dropouts) {
    Dropout dropout = new Dropout(dropouts.hidden(), false);
    Dropout attentionDropout = new Dropout(dropouts.attention(), false);
    return new XlnetLayers.Layer(
        new RelativeAttention(
            parameters,
            name + ".attention",
            architecture.hidden(),
            architecture.heads(),
            architecture.hidden() / architecture.heads(),
            attentionDropout),
        new EncoderBlock(
            parameters,
            name,
            new TransformerLayerShape(
                architecture.hidden(),
                architecture.heads(),
                architecture.intermediate(),
                architecture.activation(),
                architecture.epsilon(),
                false,
                dropout,
                attentionDropout,
                dropout)));
  }
}
