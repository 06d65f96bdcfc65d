package org.neuralannotators.network;

import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/**
 * A layer of the transformer's encoder, normalised behind each sum (Vaswani et al. 2017, section
 * 3.1): attention and a feed-forward network, each with dropout and added to its input.
 */
public final class EncoderLayer {
  private final MultiHeadAttention attention;
  private final LayerNorm attentionNorm;
  private final FeedForward feedForward;
  private final LayerNorm norm;
  private final Dropout dropout;

  /**
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
      Gelu gelu,
      double epsilon,
      Dropout dropout,
      Dropout attentionDropout) {
    attention =
        new MultiHeadAttention(parameters, name + ".attention", columns, heads, attentionDropout);
    attentionNorm =
        new LayerNorm(parameters, name + ".attention.output.LayerNorm", columns, epsilon);
    feedForward = new FeedForward(parameters, name, columns, inner, gelu);
    norm = new LayerNorm(parameters, name + ".output.LayerNorm", columns, epsilon);
    this.dropout = dropout;
  }

  /** What the forward pass leaves for the backward pass. */
  public record Trace(
      MultiHeadAttention.Trace attention,
      Dropout.Mask attentionMask,
      LayerNorm.Trace attentionNorm,
      FeedForward.Trace feedForward,
      Dropout.Mask mask,
      LayerNorm.Trace norm) {
    /** [rows, columns]. */
    public Matrix output() {
      return norm.output();
    }
  }

  /**
   * @param x [rows, columns]
   */
  public Trace forward(Pass pass, RaggedRows rows, Matrix x) {
    MultiHeadAttention.Trace attended = attention.forward(pass, rows, x);
    Dropout.Mask attendedMask = dropout.forward(pass, attended.output());
    pass.kernels().add(x, attended.output());
    LayerNorm.Trace middle = attentionNorm.forward(pass, attended.output());
    FeedForward.Trace fed = feedForward.forward(pass, middle.output());
    Dropout.Mask fedMask = dropout.forward(pass, fed.output());
    pass.kernels().add(middle.output(), fed.output());
    LayerNorm.Trace top = norm.forward(pass, fed.output());
    return new Trace(attended, attendedMask, middle, fed, fedMask, top);
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, RaggedRows rows, Trace trace, Matrix dy) {
    Matrix dFed = norm.backward(pass, trace.norm(), dy);
    Matrix dInner = copy(pass, dFed);
    dropout.backward(pass, trace.mask(), dInner);
    Matrix dMiddle = feedForward.backward(pass, trace.feedForward(), dInner);
    pass.kernels().add(dFed, dMiddle);
    Matrix dAttended = attentionNorm.backward(pass, trace.attentionNorm(), dMiddle);
    Matrix dOuter = copy(pass, dAttended);
    dropout.backward(pass, trace.attentionMask(), dOuter);
    Matrix dx = attention.backward(pass, rows, trace.attention(), dOuter);
    pass.kernels().add(dAttended, dx);
    return dx;
  }

  private static Matrix copy(Pass pass, Matrix matrix) {
    Matrix copy = pass.workspace().matrix(matrix.rows(), matrix.columns());
    pass.kernels().copy(matrix, copy);
    return copy;
  }
}
