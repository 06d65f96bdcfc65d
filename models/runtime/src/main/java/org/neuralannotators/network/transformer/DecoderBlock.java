package org.neuralannotators.network.transformer;

import java.util.function.Function;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.CausalAttention;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.attention.Rotation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A layer of a decoder without an encoder (Radford et al. 2018, section 3.1): attention to what is
 * before and a feed-forward network, each added to its input.
 */
public final class DecoderBlock {
  private final CausalAttention attention;
  private final Residual attentionSum;
  private final Part feedForward;
  private final Residual sum;

  /** A feed-forward network, plain or gated. */
  @FunctionalInterface
  public interface Part {
    /** Each row for itself. */
    Traced forward(Pass pass, Matrix x);

    /** One of two linear layers. */
    static Part of(FeedForward network) {
      return (pass, x) -> {
        FeedForward.Trace trace = network.forward(pass, x);
        return new Traced(trace.output(), (back, dy) -> network.backward(back, trace, dy));
      };
    }

    /** One with a gate. */
    static Part of(GatedFeedForward network) {
      return (pass, x) -> {
        GatedFeedForward.Trace trace = network.forward(pass, x);
        return new Traced(trace.output(), (back, dy) -> network.backward(back, trace, dy));
      };
    }
  }

  /**
   * @param attentionSum what stands around attention
   * @param sum what stands around the feed-forward network
   */
  public DecoderBlock(
      CausalAttention attention, Residual attentionSum, Part feedForward, Residual sum) {
    this.attention = attention;
    this.attentionSum = attentionSum;
    this.feedForward = feedForward;
    this.sum = sum;
  }

  /**
   * @param rows which row attends to which
   * @param rotation of queries and keys; null for none
   * @param x [rows, columns]
   */
  public Traced forward(Pass pass, AttentionRows rows, Rotation rotation, Matrix x) {
    Residual.Trace<Traced> attended =
        attentionSum.forward(
            pass, x, input -> attention.forward(pass, rows, rotation, input), Traced::output);
    Residual.Trace<Traced> fed =
        sum.forward(
            pass, attended.output(), input -> feedForward.forward(pass, input), Traced::output);
    return new Traced(
        fed.output(),
        (back, dy) -> {
          Matrix dAttended =
              sum.backward(back, fed, dy, (part, d) -> part.backward(back, d));
          return attentionSum.backward(
              back, attended, dAttended, (part, d) -> part.backward(back, d));
        });
  }

  /**
   * A step without a way back, in which each row is one more element of its sequence.
   *
   * @param rotation of queries and keys; null for none
   * @param x [rows, columns]
   * @param cache of what is before; extended for this step
   * @param number of this layer in the cache
   */
  public Matrix step(Pass pass, Rotation rotation, Matrix x, KeyValueCache cache, int number) {
    Matrix attended =
        attentionSum
            .forward(
                pass,
                x,
                input -> attention.step(pass, rotation, input, cache.layer(number)),
                Function.identity())
            .output();
    return sum.forward(
            pass, attended, input -> feedForward.forward(pass, input).output(), Function.identity())
        .output();
  }
}
