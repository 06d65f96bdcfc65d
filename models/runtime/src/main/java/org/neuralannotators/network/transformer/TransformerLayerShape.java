package org.neuralannotators.network.transformer;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Activation;

/**
 * What the layers of a transformer have in common.
 *
 * @param columns of the input and the output
 * @param heads of the attention
 * @param inner columns inside of the feed-forward network
 * @param activation inside of the feed-forward network
 * @param epsilon of the layer normalisation
 * @param normFirst whether it comes before each part, not behind each sum
 * @param dropout of what is added to the input
 * @param attentionDropout of the attention weights
 * @param innerDropout inside of the feed-forward network
 */
public record TransformerLayerShape(
    int columns,
    int heads,
    int inner,
    Activation activation,
    double epsilon,
    boolean normFirst,
    Dropout dropout,
    Dropout attentionDropout,
    Dropout innerDropout) {
  /** What stands around a part of a layer. */
  Residual residual(Parameters parameters, String norm) {
    return new Residual(new LayerNorm(parameters, norm, columns, epsilon), normFirst, dropout);
  }
}
