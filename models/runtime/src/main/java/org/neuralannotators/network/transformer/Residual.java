package org.neuralannotators.network.transformer;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.Norm;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Traced;
import org.neuralannotators.network.kernel.Matrix;

/**
 * What stands around each part of a transformer's layer: the part's output, with dropout, is added
 * to its input; layer normalisation comes behind the sum (Vaswani et al. 2017, section 3.1) or
 * before the part (Xiong et al. 2020).
 */
public final class Residual {
  private final Norm norm;
  private final boolean normFirst;
  private final Dropout dropout;

  /**
   * @param normFirst whether the normalisation comes before the part
   * @param dropout of what is added to the input
   */
  public Residual(Norm norm, boolean normFirst, Dropout dropout) {
    this.norm = norm;
    this.normFirst = normFirst;
    this.dropout = dropout;
  }

  /** What the part's input is normalised by. */
  Norm before() {
    return normFirst ? norm : Norm.NONE;
  }

  /**
   * What the forward pass leaves for the backward pass.
   *
   * @param part what the part left
   * @param <T> what a part leaves
   */
  public record Trace<T>(T part, Dropout.Mask mask, Traced norm, Matrix output) {}

  /**
   * @param part from its input to what it leaves
   * @param result the part's output in what it leaves; overwritten
   */
  public <T> Trace<T> forward(
      Pass pass, Matrix x, Function<Matrix, T> part, Function<T, Matrix> result) {
    Traced before = normFirst ? norm.normalize(pass, x) : null;
    T inner = part.apply(normFirst ? before.output() : x);
    Matrix sum = result.apply(inner);
    Dropout.Mask mask = dropout.forward(pass, sum);
    pass.kernels().add(x, sum);
    if (normFirst) {
      return new Trace<>(inner, mask, before, sum);
    }
    Traced behind = norm.normalize(pass, sum);
    return new Trace<>(inner, mask, behind, behind.output());
  }

  /**
   * Adds to the parameters' gradients.
   *
   * @param dy gradient of the output; may be overwritten
   * @param part from the gradient of its output, which it may overwrite, to that of its input
   * @return gradient of the input
   */
  public <T> Matrix backward(
      Pass pass, Trace<T> trace, Matrix dy, BiFunction<T, Matrix, Matrix> part) {
    Matrix dSum = normFirst ? dy : trace.norm().backward(pass, dy);
    Matrix dInner = pass.workspace().matrix(dSum.rows(), dSum.columns());
    pass.kernels().copy(dSum, dInner);
    dropout.backward(pass, trace.mask(), dInner);
    Matrix dPart = part.apply(trace.part(), dInner);
    Matrix dx = normFirst ? trace.norm().backward(pass, dPart) : dPart;
    pass.kernels().add(dSum, dx);
    return dx;
  }
}
