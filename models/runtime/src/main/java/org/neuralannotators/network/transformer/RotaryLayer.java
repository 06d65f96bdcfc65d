package org.neuralannotators.network.transformer;

import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.MultiHeadAttention;
import org.neuralannotators.network.attention.Rotation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A layer of an encoder with rotary positions and a gated feed-forward network, each part
 * normalised before (Warner et al. 2024, section 2.1).
 */
public final class RotaryLayer {
  private final MultiHeadAttention attention;
  private final Residual attentionSum;
  private final GatedFeedForward feedForward;
  private final Residual sum;

  /**
   * @param attentionNorm before attention
   * @param norm before the feed-forward network
   * @param dropout of what attention adds
   */
  public RotaryLayer(
      Norm attentionNorm,
      MultiHeadAttention attention,
      Norm norm,
      GatedFeedForward feedForward,
      Dropout dropout) {
    this.attention = attention;
    attentionSum = new Residual(attentionNorm, true, dropout);
    this.feedForward = feedForward;
    sum = new Residual(norm, true, new Dropout(0, false));
  }

  /**
   * @param rows who attends to whom
   * @param x [rows, columns]
   */
  public Traced forward(Pass pass, AttentionRows rows, Rotation rotation, Matrix x) {
    Residual.Trace<MultiHeadAttention.Trace> attended =
        attentionSum.forward(
            pass,
            x,
            input -> attention.forward(pass, rows, rotation, input),
            MultiHeadAttention.Trace::output);
    Residual.Trace<GatedFeedForward.Trace> fed =
        sum.forward(
            pass,
            attended.output(),
            input -> feedForward.forward(pass, input),
            GatedFeedForward.Trace::output);
    return new Traced(
        fed.output(),
        (back, dy) -> {
          Matrix dAttended =
              sum.backward(back, fed, dy, (part, d) -> feedForward.backward(back, part, d));
          return attentionSum.backward(
              back, attended, dAttended, (part, d) -> attention.backward(back, part, d));
        });
  }
}
