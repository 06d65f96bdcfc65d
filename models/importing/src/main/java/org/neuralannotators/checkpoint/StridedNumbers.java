package org.neuralannotators.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers of a tensor row by row. */
final class StridedNumbers {
  private StridedNumbers() {}

  /** A view of the storage; a copy where the numbers lie in another order. */
  static ByteBuffer of(StoredTensor tensor, ByteBuffer storage) {
    int bytes = tensor.type().bytes();
    int begin = Math.toIntExact(tensor.offset() * bytes);
    int length = Math.toIntExact(tensor.size() * bytes);
    if (tensor.isContiguous()) {
      return storage.slice(begin, length).order(ByteOrder.LITTLE_ENDIAN);
    }
    ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    long[] place = new long[tensor.shape().length];
    for (long i = 0; i < tensor.size(); i++) {
      long from = tensor.offset();
      for (int d = 0; d < place.length; d++) {
        from += place[d] * tensor.strides()[d];
      }
      copy.put(storage.slice(Math.toIntExact(from * bytes), bytes));
      next(place, tensor.shape());
    }
    return copy.flip();
  }

  private static void next(long[] place, long[] shape) {
    for (int d = place.length - 1; d >= 0; d--) {
      place[d]++;
      if (place[d] < shape[d]) {
        return;
      }
      place[d] = 0;
    }
  }
}
