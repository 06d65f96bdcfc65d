package org.neuralannotators.network.kernel.onednn;

import java.util.Arrays;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

/** A row of ones in native memory, as long as is asked for. Not thread-safe. */
final class OnesRow implements AutoCloseable {
  private final Workspace memory = Workspace.ofFloats();
  private Matrix longest = grown(1);

  Matrix of(int columns) {
    if (longest.columns() < columns) {
      longest = grown(2 * columns);
    }
    return longest.columns(0, columns);
  }

  private Matrix grown(int columns) {
    float[] values = new float[columns];
    Arrays.fill(values, 1);
    memory.reset();
    return memory.matrix(1, columns).write(values);
  }

  @Override
  public void close() {
    memory.close();
  }
}
