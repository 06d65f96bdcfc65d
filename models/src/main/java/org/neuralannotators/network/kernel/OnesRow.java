package org.neuralannotators.network.kernel;

import java.util.Arrays;

/** A row of ones in native memory, as long as is asked for. Not thread-safe. */
final class OnesRow implements AutoCloseable {
  private final Workspace memory = Workspace.ofFloats();
  private Matrix longest = memory.matrix(1, 0);

  Matrix of(int columns) {
    if (longest.columns() < columns) {
      memory.reset();
      float[] values = new float[2 * columns];
      Arrays.fill(values, 1);
      longest = memory.matrix(1, values.length).write(values);
    }
    return longest.columns(0, columns);
  }

  @Override
  public void close() {
    memory.close();
  }
}
