package org.neuralannotators.network;

import java.util.List;
import org.neuralannotators.network.kernel.Matrix;

/** What brings rows to a common scale. */
public interface Norm {
  /** The parameters. */
  List<Parameter> parameters();

  /**
   * @param x [rows, columns]; kept for the way back
   */
  Traced normalize(Pass pass, Matrix x);
}
