package org.neuralannotators.fillmask;

import java.util.List;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.HeadTransform;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Scores of all pieces in the place of a masked one (Devlin et al. 2018, section 3.1; with an
 * extended decoder Sun et al. 2020). Parameters have the names of Hugging Face's {@code
 * BertForMaskedLM}.
 */
final class MaskedHead {
  /** How the names of its parameters begin. */
  static final String NAME = "cls.predictions";

  private final EmbeddingTable pieces;
  private final HeadTransform transform;

  /** Null for none. */
  private final Parameter extension;

  /** Null where the embeddings are the decoder's. */
  private final Linear decoder;

  /** Null for none. */
  private final Parameter bias;

  private final List<Parameter> own;

  /**
   * @param parameters gets the head's, without memory yet
   * @param pieces the encoder's embeddings
   */
  MaskedHead(
      Parameters parameters,
      EmbeddingTable pieces,
      EncoderArchitecture encoder,
      MaskedHeadShape shape) {
    this.pieces = pieces;
    int others = parameters.all().size();
    boolean extended = shape.decoder() == MaskedHeadShape.Decoder.EXTENDED;
    int columns = extended ? encoder.hidden() : pieces.columns();
    transform =
        HeadTransform.of(
            parameters,
            NAME + ".transform.dense",
            NAME + ".transform.LayerNorm",
            encoder.hidden(),
            columns,
            shape.transform());
    extension =
        extended
            ? parameters.add(
                NAME + ".dense.weight",
                pieces.rows(),
                columns - pieces.columns(),
                Initializer.zeros())
            : null;
    decoder =
        shape.decoder() == MaskedHeadShape.Decoder.OWN
            ? Linear.plain(parameters, NAME + ".decoder", columns, pieces.rows(), 1, false)
            : null;
    bias =
        shape.bias() ? parameters.add(NAME + ".bias", 1, pieces.rows(), Initializer.zeros()) : null;
    own = List.copyOf(parameters.all().subList(others, parameters.all().size()));
  }

  /** All parameters but the embeddings. */
  List<Parameter> parameters() {
    return own;
  }

  /**
   * @param hidden hidden states of masked pieces [rows, hidden]
   * @return [rows, vocabulary], before the softmax
   */
  Matrix scores(Pass pass, Matrix hidden) {
    Matrix x = transform.forward(pass, hidden).output();
    Matrix scores = decoder == null ? tied(pass, x) : decoder.forward(pass, x);
    if (bias != null) {
      pass.kernels().biasAndActivation(scores, bias.value(), Activation.IDENTITY);
    }
    return scores;
  }

  /** Not by packed weights: rows are few, and these would be the embeddings a second time. */
  private Matrix tied(Pass pass, Matrix x) {
    Matrix scores = pass.workspace().matrix(x.rows(), pieces.rows());
    int columns = pieces.columns();
    pass.kernels().multiply(x.columns(0, columns), false, pieces.value(), true, 0, scores);
    if (extension != null) {
      Matrix further = x.columns(columns, x.columns());
      pass.kernels().multiply(further, false, extension.value(), true, 1, scores);
    }
    return scores;
  }
}
