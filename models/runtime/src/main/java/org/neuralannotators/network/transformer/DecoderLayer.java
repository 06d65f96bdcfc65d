package org.neuralannotators.network.transformer;

import java.util.function.Function;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.CrossAttention;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.attention.MultiHeadAttention;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.AttentionTerm;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A layer of the transformer's decoder (Vaswani et al. 2017, section 3.1): attention to what is
 * before, attention to the encoder's output and a feed-forward network, each with dropout and added
 * to its input.
 */
public final class DecoderLayer {
  private final MultiHeadAttention self;
  private final Residual selfSum;
  private final CrossAttention cross;
  private final Residual crossSum;
  private final FeedForwardPart feedForward;
  private final Residual sum;

  /** A layer with random weights. */
  public DecoderLayer(Parameters parameters, String name, TransformerLayerShape shape) {
    self =
        new MultiHeadAttention(
            parameters,
            name + ".attention",
            shape.heads(),
            shape.biased(),
            shape.attentionDropout());
    selfSum = shape.residual(parameters, name + ".attention.output.LayerNorm");
    cross =
        new CrossAttention(
            parameters,
            name + ".crossattention",
            shape.heads(),
            shape.biased(),
            shape.scaledScores(),
            shape.attentionDropout());
    crossSum = shape.residual(parameters, name + ".crossattention.output.LayerNorm");
    feedForward = shape.feedForward(parameters, name);
    sum = shape.residual(parameters, name + ".output.LayerNorm");
  }

  /** What the forward pass leaves for the backward pass. */
  public record Trace(
      Residual.Trace<MultiHeadAttention.Trace> self,
      Residual.Trace<CrossAttention.Trace> cross,
      Residual.Trace<Traced> feedForward) {
    /** [rows, columns]. */
    public Matrix output() {
      return feedForward.output();
    }
  }

  /**
   * @param before attention to what is before
   * @param term what is added to its scores; null for nothing
   * @param across attention to the memory
   * @param x [rows, columns]
   * @param memory the encoder's output
   */
  public Trace forward(
      Pass pass,
      AttentionRows before,
      AttentionTerm term,
      AttentionRows across,
      Matrix x,
      Matrix memory) {
    Residual.Trace<MultiHeadAttention.Trace> first =
        selfSum.forward(
            pass,
            x,
            input -> self.forward(pass, before, term, input),
            MultiHeadAttention.Trace::output);
    Residual.Trace<CrossAttention.Trace> second =
        crossSum.forward(
            pass,
            first.output(),
            input -> cross.forward(pass, across, input, memory),
            CrossAttention.Trace::output);
    return new Trace(
        first,
        second,
        sum.forward(
            pass, second.output(), input -> feedForward.forward(pass, input), Traced::output));
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output
   * @param dMemory to which the gradient of the memory is added
   * @return gradient of the input
   */
  public Matrix backward(Pass pass, Trace trace, Matrix dy, Matrix dMemory) {
    Matrix dSecond =
        sum.backward(pass, trace.feedForward(), dy, (part, d) -> part.backward(pass, d));
    Matrix dFirst =
        crossSum.backward(
            pass, trace.cross(), dSecond, (part, d) -> cross.backward(pass, part, d, dMemory));
    return selfSum.backward(pass, trace.self(), dFirst, (part, d) -> self.backward(pass, part, d));
  }

  /** Keys and values of the encoder's output, for {@link #step}. */
  public Matrix keysValues(Pass pass, Matrix memory) {
    return cross.keysValues(pass, memory);
  }

  /**
   * A step without a way back, in which each row is one more element of its sequence.
   *
   * @param x [sequences, columns]
   * @param cache of what is before; extended for this step
   * @param number of this layer in the cache
   * @param term what is added to the scores of what is before; null for nothing
   * @param keysValues of the encoder's output
   * @param weights [1, heads pairs] for the attention to it; null when nobody asks for them
   * @return [sequences, columns]
   */
  public Matrix step(
      Pass pass,
      Matrix x,
      KeyValueCache cache,
      int number,
      AttentionTerm term,
      AttentionRows across,
      Matrix keysValues,
      Matrix weights) {
    Function<Matrix, Matrix> result = Function.identity();
    Matrix first =
        selfSum
            .forward(pass, x, input -> self.step(pass, input, cache.layer(number), term), result)
            .output();
    Matrix second =
        crossSum
            .forward(
                pass, first, input -> cross.step(pass, across, input, keysValues, weights), result)
            .output();
    return sum.forward(pass, second, input -> feedForward.forward(pass, input), Traced::output)
        .output();
  }
}
