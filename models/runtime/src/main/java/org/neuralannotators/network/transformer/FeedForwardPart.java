package org.neuralannotators.network.transformer;

import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/** A feed-forward network, plain or gated. */
@FunctionalInterface
public interface FeedForwardPart {
  /** Each row for itself. */
  Traced forward(Pass pass, Matrix x);

  /** One of two linear layers. */
  static FeedForwardPart of(FeedForward network) {
    return (pass, x) -> {
      FeedForward.Trace trace = network.forward(pass, x);
      return new Traced(trace.output(), (back, dy) -> network.backward(back, trace, dy));
    };
  }

  /** One with a gate. */
  static FeedForwardPart of(GatedFeedForward network) {
    return (pass, x) -> {
      GatedFeedForward.Trace trace = network.forward(pass, x);
      return new Traced(trace.output(), (back, dy) -> network.backward(back, trace, dy));
    };
  }
}
