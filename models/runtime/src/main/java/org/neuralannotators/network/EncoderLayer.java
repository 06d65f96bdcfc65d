package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * A layer of the transformer's encoder (Vaswani et al. 2017, section 3.1): attention and a
 * feed-forward network, each with dropout and added to its input.
 */
public final class EncoderLayer {
  private final MultiHeadAttention attention;
  private final Residual attentionSum;
  private final FeedForward feedForward;
  private final Residual sum;

  /**
   * A layer that normalises behind each sum.
   *
   * @param columns of the input and the output
   * @param inner columns inside of the feed-forward network
   * @param epsilon of the layer normalisation
   * @param dropout of what is added to the input
   * @param attentionDropout of the attention weights
   */
  public EncoderLayer(
      Parameters parameters,
      String name,
      int columns,
      int heads,
      int inner,
      Activation activation,
      double epsilon,
      Dropout dropout,
      Dropout attentionDropout) {
    this(
        parameters,
        name,
        new TransformerLayerShape(
            columns,
            heads,
            inner,
            activation,
            epsilon,
            false,
            dropout,
            attentionDropout,
            new Dropout(0, false)));
  }

  /** A layer of any shape. */
  public EncoderLayer(Parameters parameters, String name, TransformerLayerShape shape) {
    attention =
        new MultiHeadAttention(
            parameters,
            name + ".attention",
            shape.columns(),
            shape.heads(),
            shape.attentionDropout());
    attentionSum = shape.residual(parameters, name + ".attention.output.LayerNorm");
    feedForward =
        new FeedForward(
            parameters,
            name,
            shape.columns(),
            shape.inner(),
            shape.activation(),
            shape.innerDropout());
    sum = shape.residual(parameters, name + ".output.LayerNorm");
  }

  /** What the forward pass leaves for the backward pass. */
  public record Trace(
      Residual.Trace<MultiHeadAttention.Trace> attention,
      Residual.Trace<FeedForward.Trace> feedForward) {
    /** [rows, columns]. */
    public Matrix output() {
      return feedForward.output();
    }
  }

  /**
   * @param x [rows, columns]
   */
  public Trace forward(Pass pass, RaggedRows rows, Matrix x) {
    AttentionRows all = AttentionRows.within(rows);
    Residual.Trace<MultiHeadAttention.Trace> attended =
        attentionSum.forward(
            pass,
            x,
            input -> attention.forward(pass, all, input),
            MultiHeadAttention.Trace::output);
    return new Trace(
        attended,
        sum.forward(
            pass,
            attended.output(),
            input -> feedForward.forward(pass, input),
            FeedForward.Trace::output));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy) {
    Matrix dAttended =
        sum.backward(
            pass, trace.feedForward(), dy, (part, d) -> feedForward.backward(pass, part, d));
    return attentionSum.backward(
        pass, trace.attention(), dAttended, (part, d) -> attention.backward(pass, part, d));
  }
}
