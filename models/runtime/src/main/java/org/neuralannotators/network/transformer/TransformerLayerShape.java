package org.neuralannotators.network.transformer;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.NormKind;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.attention.HeadShape;
import org.neuralannotators.network.kernel.Activation;

/**
 * What the layers of a transformer have in common.
 *
 * @param heads of the attention, with the columns of the input and the output
 * @param scaledScores whether scores are divided by the root of a head's columns
 * @param inner columns inside of the feed-forward network
 * @param activation inside of the feed-forward network
 * @param gated whether that has a gate
 * @param biased whether linear layers have biases
 * @param norm the kind of normalisation
 * @param epsilon of the normalisation
 * @param normFirst whether it comes before each part, not behind each sum
 * @param dropout of what is added to the input
 * @param attentionDropout of the attention weights
 * @param innerDropout inside of the feed-forward network
 */
public record TransformerLayerShape(
    HeadShape heads,
    boolean scaledScores,
    int inner,
    Activation activation,
    boolean gated,
    boolean biased,
    NormKind norm,
    double epsilon,
    boolean normFirst,
    Dropout dropout,
    Dropout attentionDropout,
    Dropout innerDropout) {
  /**
   * As in Vaswani et al. 2017, section 3.1, but for the activation and the place of the norms.
   *
   * @param columns of the input and the output
   */
  public TransformerLayerShape(
      int columns,
      int heads,
      int inner,
      Activation activation,
      double epsilon,
      boolean normFirst,
      Dropout dropout,
      Dropout attentionDropout,
      Dropout innerDropout) {
    this(
        HeadShape.of(columns, heads),
        true,
        inner,
        activation,
        false,
        true,
        NormKind.LAYER,
        epsilon,
        normFirst,
        dropout,
        attentionDropout,
        innerDropout);
  }

  /** Columns of the input and the output. */
  public int columns() {
    return heads.columns();
  }

  /** What stands around a part of a layer. */
  Residual residual(Parameters parameters, String name) {
    return new Residual(norm.norm(parameters, name, columns(), epsilon), normFirst, dropout);
  }

  /** The feed-forward network of a layer. */
  FeedForwardPart feedForward(Parameters parameters, String name) {
    return gated
        ? FeedForwardPart.of(
            new GatedFeedForward(
                parameters,
                name + ".intermediate.dense",
                name + ".output.dense",
                columns(),
                inner,
                activation,
                biased,
                innerDropout))
        : FeedForwardPart.of(
            new FeedForward(parameters, name, columns(), inner, activation, biased, innerDropout));
  }
}
