package org.neuralannotators.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Row numbers in native memory.
 *
 * @param memory flat ND4J vector of type INT32, not itself a view
 * @param offset index of the first number in {@code memory}
 * @param length how many
 */
public record Indices(INDArray memory, long offset, int length) {
  /** Copies all numbers out. */
  public int[] toInts() {
    return length == 0 ? new int[0] : HostAccess.integers(this);
  }

  /** The same memory as an ND4J vector. */
  public INDArray array() {
    return memory.get(NDArrayIndex.interval(offset, offset + length));
  }
}
