package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.DistanceBuckets;
import org.neuralannotators.network.attention.RelativeBias;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.transformer.EncoderLayer;

/**
 * Makes MPNet's encoder (Song et al. 2020): {@link BertEncoder}'s, by the same names, whose layers
 * share a {@link RelativeBias}.
 */
final class MpnetEncoder {
  /** The bias's name. */
  static final String BIAS = "encoder.relative_attention_bias";

  private MpnetEncoder() {}

  /**
   * @param parameters gets the encoder's, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  static Encoder of(
      Parameters parameters,
      EmbeddingTable pieces,
      MpnetArchitecture architecture,
      EncoderDropout dropout) {
    BertArchitecture bert = architecture.bert();
    int others = parameters.all().size();
    InputLayer input = new BertEmbeddings(parameters, pieces, bert, dropout);
    RelativeBias bias =
        new RelativeBias(
            parameters,
            BIAS,
            bert.heads(),
            new DistanceBuckets(architecture.buckets(), architecture.furthest(), true),
            true);
    List<EncoderLayer> layers =
        IntStream.range(0, bert.layers())
            .mapToObj(i -> BertEncoder.layer(parameters, "encoder.layer." + i, bert, dropout))
            .toList();
    return new TransformerEncoder(
        architecture, input, new BiasedLayers(layers, bias), parameters, others);
  }

  /** Layers that share a bias. */
  private record BiasedLayers(List<EncoderLayer> all, RelativeBias bias) implements Layers {
    @Override
    public int count() {
      return all.size();
    }

    @Override
    public Run over(Pass pass, PieceBatch batch) {
      RelativeBias.Batch numbers = bias.over(pass, batch.rows());
      return new Run() {
        @Override
        public Traced forward(int number, Matrix x) {
          return all.get(number).forward(pass, batch.rows(), numbers, x);
        }

        @Override
        public void endBackward() {
          numbers.endBackward();
        }
      };
    }
  }
}
