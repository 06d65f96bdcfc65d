package org.neuralannotators.network.transformer;

import java.util.function.Function;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What stands around the attention of a layer of the transformer's encoder (Vaswani et al. 2017,
 * section 3.1): dropout, the sum with the input, and a feed-forward network.
 */
public final class EncoderBlock {
  private final Residual attentionSum;
  private final FeedForwardPart feedForward;
  private final Residual sum;

  /** A layer's, whose attention the caller adds. */
  public EncoderBlock(Parameters parameters, String name, TransformerLayerShape shape) {
    attentionSum = shape.residual(parameters, name + ".attention.output.LayerNorm");
    feedForward = shape.feedForward(parameters, name);
    sum = shape.residual(parameters, name + ".output.LayerNorm");
  }

  /**
   * @param x [rows, columns]
   * @param attention from its input to its output, which is overwritten
   */
  public Traced forward(Pass pass, Matrix x, Function<Matrix, Traced> attention) {
    Residual.Trace<Traced> attended = attentionSum.forward(pass, x, attention, Traced::output);
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
}
