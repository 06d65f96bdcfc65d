package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/** Root mean square normalisation (Zhang and Sennrich 2019). */
public final class RmsNorm implements Norm {
  private final Parameter gain;
  private final double epsilon;

  /**
   * @param epsilon added to the mean of the squares; a property of the checkpoint
   */
  public RmsNorm(Parameters parameters, String name, int columns, double epsilon) {
    gain = parameters.add(name + ".weight", 1, columns, Initializer.ones());
    this.epsilon = epsilon;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gain);
  }

  @Override
  public Traced normalize(Pass pass, Matrix x) {
    Matrix y = pass.workspace().matrix(x.rows(), x.columns());
    return normalize(pass, x, y);
  }

  /**
   * @param y [rows, columns] for the result
   */
  public Traced normalize(Pass pass, Matrix x, Matrix y) {
    Matrix squares = pass.training() ? pass.workspace().matrix(1, x.rows()) : null;
    pass.kernels().rmsNorm(x, gain.value(), epsilon, y, squares);
    return new Traced(
        y,
        (back, dy) -> {
          back.kernels()
              .rmsNormBackward(x, gain.value(), epsilon, squares, dy, dy, back.gradient(gain));
          return dy;
        });
  }
}
