package org.neuralannotators.encode.transformer;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.encode.transformer.input.EmbeddingSum;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.encode.transformer.input.NormalizedInput;
import org.neuralannotators.encode.transformer.input.ProjectedInput;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.attention.DisentangledAttention;
import org.neuralannotators.network.attention.DistanceEmbeddings;
import org.neuralannotators.network.transformer.EncoderBlock;
import org.neuralannotators.network.transformer.SequenceConvolution;
import org.neuralannotators.network.transformer.TransformerLayerShape;

/**
 * Makes DeBERTa's encoder (He et al. 2020; He et al. 2021). Parameters have the names of Hugging
 * Face's {@code DebertaV2Model}; the weights of queries, keys and values lie side by side in {@code
 * attention.self.in_proj}, and matrices have a row for each input.
 */
final class DebertaEncoder {
  /** Names of layers, without those of their parameters. */
  static final String DISTANCES = "encoder.rel_embeddings";

  static final String PROJECTION = "embeddings.embed_proj";
  static final String CONVOLUTION = "encoder.conv.conv";

  private DebertaEncoder() {}

  /**
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  static Encoder of(
      Parameters parameters,
      EmbeddingTable pieces,
      DebertaArchitecture architecture,
      EncoderDropout dropout) {
    int others = parameters.all().size();
    InputLayer input = input(parameters, pieces, architecture, dropout);
    DebertaDistances distances = architecture.distances();
    DistanceEmbeddings embeddings =
        distances == null
            ? null
            : new DistanceEmbeddings(
                parameters,
                DISTANCES + ".weight",
                distances.normalized() ? "encoder.LayerNorm" : null,
                distances.positions(),
                architecture.hidden(),
                architecture.epsilon());
    List<DebertaLayers.Layer> layers = new ArrayList<>();
    for (int i = 0; i < architecture.layers(); i++) {
      layers.add(layer(parameters, "encoder.layer." + i, architecture, dropout));
    }
    return new TransformerEncoder(
        architecture,
        input,
        new DebertaLayers(layers, embeddings, convolution(parameters, architecture, dropout)),
        parameters,
        others);
  }

  private static DebertaLayers.Convolution convolution(
      Parameters parameters, DebertaArchitecture architecture, EncoderDropout dropout) {
    DebertaConvolution shape = architecture.convolution();
    return shape == null
        ? null
        : new DebertaLayers.Convolution(
            new SequenceConvolution(
                parameters,
                CONVOLUTION,
                architecture.hidden(),
                shape.size(),
                shape.groups(),
                shape.activation(),
                new Dropout(dropout.hidden(), false)),
            new LayerNorm(
                parameters,
                "encoder.conv.LayerNorm",
                architecture.hidden(),
                architecture.epsilon()));
  }

  private static InputLayer input(
      Parameters parameters,
      EmbeddingTable pieces,
      DebertaArchitecture architecture,
      EncoderDropout dropout) {
    InputLayer sum =
        new EmbeddingSum(
            parameters,
            architecture.input(pieces),
            architecture.embeddingSize(),
            architecture.absolutePositions() ? architecture.maximumPositions() : 0,
            0,
            architecture.segments());
    InputLayer projected =
        architecture.embeddingSize() == architecture.hidden()
            ? sum
            : new ProjectedInput(
                sum,
                Linear.plain(
                    parameters,
                    PROJECTION,
                    architecture.embeddingSize(),
                    architecture.hidden(),
                    1,
                    false));
    return new NormalizedInput(
        projected,
        new LayerNorm(
            parameters, "embeddings.LayerNorm", architecture.hidden(), architecture.epsilon()),
        new Dropout(dropout.hidden(), false));
  }

  private static DebertaLayers.Layer layer(
      Parameters parameters,
      String name,
      DebertaArchitecture architecture,
      EncoderDropout dropouts) {
    DebertaDistances distances = architecture.distances();
    Dropout dropout = new Dropout(dropouts.hidden(), false);
    Dropout attentionDropout = new Dropout(dropouts.attention(), false);
    return new DebertaLayers.Layer(
        new DisentangledAttention(
            parameters,
            name + ".attention",
            architecture.hidden(),
            architecture.heads(),
            architecture.keyBiases(),
            distances == null ? null : distances.terms(),
            attentionDropout,
            dropout),
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
                new Dropout(0, false))));
  }
}
