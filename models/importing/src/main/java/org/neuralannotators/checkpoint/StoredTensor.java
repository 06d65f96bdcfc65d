package org.neuralannotators.checkpoint;

import java.util.Arrays;
import org.neuralannotators.bundle.TensorType;

/**
 * Where PyTorch keeps a tensor: a view of a storage that others may share.
 *
 * @param storage key of the storage
 * @param type of the storage's numbers
 * @param elements of the storage
 * @param offset of the first number in the storage
 * @param shape lengths of the dimensions
 * @param strides numbers between neighbours along each dimension
 */
record StoredTensor(
    String storage, TensorType type, long elements, long offset, long[] shape, long[] strides) {
  /**
   * @throws IllegalArgumentException when numbers lie outside of the storage
   */
  StoredTensor {
    long last = offset;
    try {
      for (int i = 0; i < shape.length; i++) {
        if (shape[i] < 0 || strides[i] < 0) {
          throw new ArithmeticException("negative");
        }
        last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[i] - 1), strides[i]));
      }
    } catch (ArithmeticException e) {
      throw outside(storage, elements, offset, shape, strides, e);
    }
    boolean empty = Arrays.stream(shape).anyMatch(length -> length == 0);
    if (offset < 0 || offset > elements || (!empty && last >= elements)) {
      throw outside(storage, elements, offset, shape, strides, null);
    }
  }

  private static IllegalArgumentException outside(
      String storage,
      long elements,
      long offset,
      long[] shape,
      long[] strides,
      ArithmeticException cause) {
    return new IllegalArgumentException(
        "a tensor of shape "
            + Arrays.toString(shape)
            + " with strides "
            + Arrays.toString(strides)
            + " at ["
            + offset
            + "] of storage ["
            + storage
            + "], which has ["
            + elements
            + "] numbers",
        cause);
  }

  /** How many numbers it has. */
  long size() {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Whether its numbers lie row by row without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }
}
