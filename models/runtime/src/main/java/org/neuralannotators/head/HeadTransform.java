package org.neuralannotators.head;

import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.network.ActivatedLinear;
import org.neuralannotators.network.LayerNorm;
import org.neuralannotators.network.Linear;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What many heads do to hidden states before they tell anything from them: a linear layer, an
 * activation, layer normalisation (as Devlin et al.'s masked language model, and ModernBERT).
 */
public final class HeadTransform {
  /** Null for none. */
  private final ActivatedLinear dense;

  private final Norm norm;

  private HeadTransform(ActivatedLinear dense, Norm norm) {
    this.dense = dense;
    this.norm = norm;
  }

  /** The layers {@code name.dense} and {@code name.norm}, of those that the shape has. */
  public static HeadTransform of(
      Parameters parameters, String name, int inputs, int outputs, TransformShape shape) {
    return of(parameters, name + ".dense", name + ".norm", inputs, outputs, shape);
  }

  /**
   * The layers of these names, of those that the shape has.
   *
   * @param parameters gets the layers', without memory yet
   * @param inputs columns of the hidden states
   * @param outputs columns of the results
   * @param shape null for no layers, which leave rows as they are
   */
  public static HeadTransform of(
      Parameters parameters,
      String denseName,
      String normName,
      int inputs,
      int outputs,
      TransformShape shape) {
    if (shape == null) {
      return new HeadTransform(null, Norm.NONE);
    }
    Linear linear = Linear.plain(parameters, denseName, inputs, outputs, 1, shape.bias());
    Norm norm =
        shape.normEpsilon() == null
            ? Norm.NONE
            : new LayerNorm(parameters, normName, outputs, shape.normEpsilon(), shape.normBias());
    return new HeadTransform(new ActivatedLinear(linear, shape.activation()), norm);
  }

  /** The parameters. */
  public List<Parameter> parameters() {
    return Stream.concat(
            dense == null ? Stream.of() : dense.parameters().stream(), norm.parameters().stream())
        .toList();
  }

  /**
   * @param x [rows, inputs]; kept for the way back
   * @return [rows, outputs], which dropout may change in place: a matrix of its own, but {@code x}
   *     where there are no layers
   */
  public Traced forward(Pass pass, Matrix x) {
    if (dense == null) {
      return norm.normalize(pass, x);
    }
    ActivatedLinear.Trace inner = dense.forward(pass, x);
    Traced outer = norm.normalize(pass, inner.output());
    return new Traced(
        outer.output(),
        (back, dOutput) -> dense.backward(back, inner, outer.backward(back, dOutput)));
  }
}
