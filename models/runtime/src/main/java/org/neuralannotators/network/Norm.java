package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/** What brings rows to a common scale. */
public interface Norm {
  /** Leaves rows as they are. */
  Norm NONE =
      new Norm() {
        @Override
        public List<Parameter> parameters() {
          return List.of();
        }

        @Override
        public Traced normalize(Pass pass, Matrix x) {
          return new Traced(x, (back, dOutput) -> dOutput);
        }
      };

  /** The parameters. */
  List<Parameter> parameters();

  /**
   * @param x [rows, columns]; kept for the way back
   */
  Traced normalize(Pass pass, Matrix x);
}
