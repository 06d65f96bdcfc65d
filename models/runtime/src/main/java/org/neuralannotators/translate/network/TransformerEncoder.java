package org.neuralannotators.translate.network;

import java.util.List;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.RelativeBias;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.transformer.EncoderLayer;

/** The transformer's encoder: a hidden state for each piece of the source. */
final class TransformerEncoder {
  private static final String SIDE = "encoder";

  private final PieceEmbeddings embeddings;

  /** Null where distances add nothing. */
  private final RelativeBias bias;

  private final AttentionTerm withoutDistances;

  private final List<EncoderLayer> layers;
  private final Norm top;

  /**
   * @param pieces the embeddings of the source's
   */
  TransformerEncoder(EncoderDecoderParts parts, Parameter pieces) {
    embeddings = parts.embeddings(SIDE, pieces);
    EncoderDecoderArchitecture.Stack stack = parts.shape().encoder();
    bias = parts.bias(SIDE, stack, true);
    withoutDistances = parts.withoutDistances();
    layers =
        parts.layers(
            SIDE, stack, (name, shape) -> new EncoderLayer(parts.parameters(), name, shape));
    top = parts.top(SIDE);
  }

  Traced forward(Pass pass, PieceRows sources) {
    RelativeBias.Batch distances = bias == null ? null : bias.over(pass, sources.rows());
    AttentionTerm term = distances == null ? withoutDistances : distances;
    Traced hidden = embeddings.forward(pass, sources.pieces(), sources.rows().positions());
    for (EncoderLayer layer : layers) {
      hidden = hidden.then(x -> layer.forward(pass, sources.rows(), term, x));
    }
    Traced all = hidden.then(x -> top.normalize(pass, x));
    if (distances == null) {
      return all;
    }
    return new Traced(
        all.output(),
        (back, dy) -> {
          Matrix dx = all.backward(back, dy);
          distances.endBackward();
          return dx;
        });
  }
}
