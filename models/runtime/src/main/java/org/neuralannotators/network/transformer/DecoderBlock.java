package org.neuralannotators.network.transformer;

import java.util.function.Function;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.DecoderAttention;
import org.neuralannotators.network.attention.DecoderMemory;
import org.neuralannotators.network.attention.Rotation;
import org.neuralannotators.network.attention.TextRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A layer of a decoder without an encoder (Radford et al. 2018, section 3.1): attention to what is
 * before and a feed-forward network, each added to its input.
 *
 * @param <M> what is kept of texts that grow
 */
public final class DecoderBlock<M extends DecoderMemory> {
  private final DecoderAttention<M> attention;
  private final Residual attentionSum;
  private final FeedForwardPart feedForward;
  private final Residual sum;

  /**
   * @param attentionSum what stands around attention
   * @param sum what stands around the feed-forward network
   */
  public DecoderBlock(
      DecoderAttention<M> attention,
      Residual attentionSum,
      FeedForwardPart feedForward,
      Residual sum) {
    this.attention = attention;
    this.attentionSum = attentionSum;
    this.feedForward = feedForward;
    this.sum = sum;
  }

  /** What attention's input is normalised by. */
  public Norm inputNorm() {
    return attentionSum.before();
  }

  /**
   * @param rows of whole texts
   * @param x [rows, columns]
   */
  public Traced forward(Pass pass, TextRows rows, Matrix x) {
    Residual.Trace<Traced> attended =
        attentionSum.forward(
            pass, x, input -> attention.forward(pass, rows, input), Traced::output);
    Residual.Trace<Traced> fed =
        sum.forward(
            pass, attended.output(), input -> feedForward.forward(pass, input), Traced::output);
    return new Traced(
        fed.output(),
        (back, dy) -> {
          Matrix dAttended = sum.backward(back, fed, dy, (part, d) -> part.backward(back, d));
          return attentionSum.backward(
              back, attended, dAttended, (part, d) -> part.backward(back, d));
        });
  }

  /**
   * A step without a way back, in which each row is one more element of its sequence.
   *
   * @param rotation of queries and keys; null for none
   * @param x [rows, columns]
   * @param memory of what is before; extended for this step
   * @param number of this layer in the memory
   */
  public Matrix step(Pass pass, Rotation rotation, Matrix x, M memory, int number) {
    Matrix attended =
        attentionSum
            .forward(
                pass,
                x,
                input -> attention.step(pass, rotation, input, memory, number),
                Function.identity())
            .output();
    return sum.forward(
            pass, attended, input -> feedForward.forward(pass, input).output(), Function.identity())
        .output();
  }
}
