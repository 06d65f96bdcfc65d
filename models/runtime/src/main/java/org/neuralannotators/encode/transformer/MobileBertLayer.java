package org.neuralannotators.encode.transformer;

import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.encode.transformer.MobileBertArchitecture.AttentionInput;
import org.neuralannotators.encode.transformer.MobileBertEncoder.Norms;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.attention.SplitAttention;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.transformer.FeedForward;
import org.neuralannotators.network.transformer.Residual;

/**
 * A layer of MobileBERT (Sun et al. 2020, figure 1): attention and several feed-forward networks,
 * narrower than what is between layers.
 */
final class MobileBertLayer implements Layers.Layer {
  private final AttentionInput attentionInput;
  private final SplitAttention attention;
  private final Norm attentionNorm;
  private final List<FeedForwardSum> feedForwards = new ArrayList<>();

  /** Null where there are no bottlenecks. */
  private final NormalizedLinear narrow;

  /** Null where attention has no bottleneck of its own. */
  private final NormalizedLinear narrowForAttention;

  /** Null where there are no bottlenecks. */
  private final Widening widen;

  /** Of what is added inside: none where there are bottlenecks. */
  private final Dropout innerDropout;

  MobileBertLayer(
      Parameters parameters,
      String name,
      MobileBertArchitecture architecture,
      Norms norms,
      EncoderDropout dropouts) {
    int hidden = architecture.hidden();
    int inner = architecture.bottleneck();
    attentionInput = architecture.attention();
    boolean narrowed = architecture.hasBottlenecks();
    Dropout none = new Dropout(0, false);
    Dropout dropout = new Dropout(dropouts.hidden(), false);
    innerDropout = narrowed ? none : dropout;
    boolean ofBottleneck = attentionInput == AttentionInput.BOTTLENECK;
    boolean own = attentionInput == AttentionInput.OWN_BOTTLENECK;
    narrow =
        narrowed
            ? new NormalizedLinear(parameters, name + ".bottleneck.input", hidden, inner, norms)
            : null;
    narrowForAttention =
        own
            ? new NormalizedLinear(parameters, name + ".bottleneck.attention", hidden, inner, norms)
            : null;
    attention =
        new SplitAttention(
            parameters,
            name + ".attention",
            inner,
            ofBottleneck ? inner : hidden,
            inner,
            architecture.heads(),
            new Dropout(dropouts.attention(), false));
    attentionNorm = norms.of(name + ".attention.output.LayerNorm", inner, false);
    for (int i = 0; i < architecture.feedForwards(); i++) {
      boolean last = i == architecture.feedForwards() - 1;
      String part = last ? name : name + ".ffn." + i;
      feedForwards.add(
          new FeedForwardSum(
              new FeedForward(
                  parameters,
                  part,
                  inner,
                  architecture.intermediate(),
                  architecture.activation(),
                  none),
              new Residual(
                  norms.of(part + ".output.LayerNorm", inner, last),
                  false,
                  last ? innerDropout : none)));
    }
    String end = name + ".output.bottleneck";
    widen =
        narrowed
            ? new Widening(
                new Linear(parameters, end + ".dense", inner, hidden, Activation.IDENTITY),
                dropout,
                norms.of(end + ".LayerNorm", hidden, false))
            : null;
  }

  /** A linear layer with what normalises behind it. */
  private record NormalizedLinear(Linear linear, Norm norm) {
    NormalizedLinear(Parameters parameters, String name, int inputs, int outputs, Norms norms) {
      this(
          new Linear(parameters, name + ".dense", inputs, outputs, Activation.IDENTITY),
          norms.of(name + ".LayerNorm", outputs, false));
    }

    Traced forward(Pass pass, Matrix x) {
      Matrix y = linear.forward(pass, x);
      Traced normed = norm.normalize(pass, y);
      return new Traced(
          normed.output(), (back, dy) -> linear.backward(back, x, y, normed.backward(back, dy)));
    }
  }

  /** A feed-forward network and what stands around it. */
  private record FeedForwardSum(FeedForward part, Residual around) {
    Traced forward(Pass pass, Matrix x) {
      Residual.Trace<FeedForward.Trace> trace =
          around.forward(pass, x, input -> part.forward(pass, input), FeedForward.Trace::output);
      return new Traced(
          trace.output(),
          (back, dy) -> around.backward(back, trace, dy, (of, d) -> part.backward(back, of, d)));
    }
  }

  /** Back to the columns between layers, where what the layer read is added. */
  private record Widening(Linear linear, Dropout dropout, Norm norm) {
    /**
     * @param x what the layer read
     */
    Widened forward(Pass pass, Matrix inner, Matrix x) {
      Matrix sum = linear.forward(pass, inner);
      Dropout.Mask mask = dropout.forward(pass, sum);
      pass.kernels().add(x, sum);
      Traced normed = norm.normalize(pass, sum);
      return new Widened(
          normed.output(),
          (back, dy, dx) -> {
            Matrix dSum = normed.backward(back, dy);
            back.kernels().add(dSum, dx);
            dropout.backward(back, mask, dSum);
            return linear.backward(back, inner, sum, dSum);
          });
    }
  }

  private record Widened(Matrix output, WayBack back) {}

  /** From the gradient of the output to that of the inner columns; adds to that of the layer's. */
  private interface WayBack {
    Matrix backward(Pass pass, Matrix dy, Matrix dx);
  }

  @Override
  public Traced forward(Pass pass, RaggedRows rows, Matrix x) {
    Traced narrowed = narrow == null ? same(x) : narrow.forward(pass, x);
    boolean ofBottleneck = attentionInput == AttentionInput.BOTTLENECK;
    Matrix ofValues = ofBottleneck ? narrowed.output() : x;
    Traced ofKeys =
        narrowForAttention == null ? same(ofValues) : narrowForAttention.forward(pass, x);
    SplitAttention.Trace attended =
        attention.forward(pass, AttentionRows.within(rows), ofKeys.output(), ofValues);
    Matrix sum = attended.output();
    Dropout.Mask mask = innerDropout.forward(pass, sum);
    pass.kernels().add(narrowed.output(), sum);
    Traced fed = feedForwards(pass, attentionNorm.normalize(pass, sum));
    Widened end = widen == null ? null : widen.forward(pass, fed.output(), x);
    return new Traced(
        end == null ? fed.output() : end.output(),
        (back, dy) -> {
          Matrix dx = back.workspace().zeros(x.rows(), x.columns());
          Matrix dSum = fed.backward(back, end == null ? dy : end.back().backward(back, dy, dx));
          Matrix dNarrowed = back.workspace().matrix(dSum.rows(), dSum.columns());
          back.kernels().copy(dSum, dNarrowed);
          innerDropout.backward(back, mask, dSum);
          SplitAttention.Gradient gradient = attention.backward(back, attended, dSum);
          Matrix dOfValues = ofBottleneck ? dNarrowed : dx;
          back.kernels().add(gradient.ofValues(), dOfValues);
          back.kernels()
              .add(
                  ofKeys.backward(back, gradient.x()), narrowForAttention == null ? dOfValues : dx);
          back.kernels().add(narrowed.backward(back, dNarrowed), dx);
          return dx;
        });
  }

  private static Traced same(Matrix x) {
    return new Traced(x, (back, dy) -> dy);
  }

  private Traced feedForwards(Pass pass, Traced below) {
    Traced top = below;
    for (FeedForwardSum each : feedForwards) {
      Traced input = top;
      Traced output = each.forward(pass, input.output());
      top =
          new Traced(
              output.output(), (back, dy) -> input.backward(back, output.backward(back, dy)));
    }
    return top;
  }
}
