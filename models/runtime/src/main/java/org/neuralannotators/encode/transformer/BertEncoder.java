package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.encode.transformer.input.ProjectedInput;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.transformer.EncoderLayer;

/**
 * Makes BERT's encoder (Devlin et al. 2018), with ALBERT's options (Lan et al. 2019). Parameters
 * have the names of Hugging Face's {@code BertModel}; the weights of queries, keys and values lie
 * side by side in {@code attention.self}, and matrices have a row for each input. Layer {@code l}
 * of ALBERT's group {@code g} is {@code encoder.layer.g}, or {@code encoder.layer.g.l} when it
 * isn't the group's first.
 */
public final class BertEncoder {
  private BertEncoder() {}

  /**
   * An encoder of its own.
   *
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  public static Encoder of(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    return over(
        new BertEmbeddings(parameters, pieces, architecture, dropout),
        parameters,
        "",
        architecture,
        dropout);
  }

  /**
   * An encoder on embeddings that others may share, as ELECTRA's generator and discriminator do
   * (Clark et al. 2020, section 3.2).
   *
   * @param parameters gets all but the embeddings' parameters, without memory yet
   * @param prefix of their names
   * @param architecture has the embeddings' columns
   */
  public static Encoder over(
      BertEmbeddings embeddings,
      Parameters parameters,
      String prefix,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    int others = parameters.all().size();
    InputLayer input =
        architecture.projectsEmbeddings()
            ? new ProjectedInput(
                embeddings,
                new Linear(
                    parameters,
                    prefix + "encoder.embedding_hidden_mapping_in",
                    architecture.embeddingSize(),
                    architecture.hidden(),
                    Activation.IDENTITY))
            : embeddings;
    return new TransformerEncoder(
        architecture,
        input,
        Layers.of(layers(parameters, prefix, architecture, dropout)),
        parameters,
        others);
  }

  private static List<Layers.Layer> layers(
      Parameters parameters, String prefix, BertArchitecture architecture, EncoderDropout dropout) {
    Function<String, Layers.Layer> own =
        number ->
            layer(parameters, prefix + "encoder.layer." + number, architecture, dropout)::forward;
    if (!architecture.sharedLayers()) {
      return IntStream.range(0, architecture.layers())
          .mapToObj(i -> own.apply(Integer.toString(i)))
          .toList();
    }
    List<Layers.Layer> groups =
        IntStream.range(0, architecture.groups())
            .mapToObj(
                group ->
                    Layers.Layer.stack(
                        IntStream.range(0, architecture.groupLayers())
                            .mapToObj(i -> own.apply(group + (i == 0 ? "" : "." + i)))
                            .toList()))
            .toList();
    return IntStream.range(0, architecture.layers())
        .mapToObj(i -> groups.get(i * groups.size() / architecture.layers()))
        .toList();
  }

  /** One of the layers. */
  static EncoderLayer layer(
      Parameters parameters, String name, BertArchitecture architecture, EncoderDropout dropout) {
    return new EncoderLayer(
        parameters,
        name,
        architecture.hidden(),
        architecture.heads(),
        architecture.intermediate(),
        architecture.activation(),
        architecture.epsilon(),
        new Dropout(dropout.hidden(), false),
        new Dropout(dropout.attention(), false));
  }
}
