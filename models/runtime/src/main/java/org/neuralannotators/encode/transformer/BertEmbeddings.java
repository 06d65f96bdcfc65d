package org.neuralannotators.encode.transformer;

import java.util.List;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.transformer.input.EmbeddingSum;
import org.neuralannotators.encode.transformer.input.InputLayer;
import org.neuralannotators.encode.transformer.input.NormalizedInput;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;

/**
 * The sum of a piece's, its position's and its segment's embedding, normalised (Devlin et al. 2018,
 * section 3).
 */
public final class BertEmbeddings implements InputLayer {
  private final InputLayer normalized;

  /**
   * @param parameters gets those of positions and segments, without memory yet
   * @param pieces the embeddings of the word pieces; the caller's
   */
  public BertEmbeddings(
      Parameters parameters,
      EmbeddingTable pieces,
      BertArchitecture architecture,
      EncoderDropout dropout) {
    normalized =
        new NormalizedInput(
            new EmbeddingSum(
                parameters,
                architecture.input(pieces),
                architecture.embeddingSize(),
                architecture.maximumPositions(),
                architecture.positionOffset(),
                architecture.segments()),
            new LayerNorm(
                parameters,
                "embeddings.LayerNorm",
                architecture.embeddingSize(),
                architecture.epsilon()),
            new Dropout(dropout.hidden(), false));
  }

  @Override
  public EmbeddingTable pieces() {
    return normalized.pieces();
  }

  @Override
  public List<Parameter> parameters() {
    return normalized.parameters();
  }

  @Override
  public Forward forward(Pass pass, PieceBatch batch) {
    return normalized.forward(pass, batch);
  }
}
