package org.neuralannotators.network.attention;

import java.util.Arrays;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;

/** Which elements of the sequences of a batch are in the same segment. */
public final class SegmentBatch {
  /** [elements, segments] of each sequence; null where it has one segment. */
  private final Matrix[] in;

  private final Matrix[] outside;
  private final int most;

  /**
   * @param segments of each row, any numbers
   */
  public SegmentBatch(Pass pass, RaggedRows rows, int[] segments) {
    in = new Matrix[rows.sequences()];
    outside = new Matrix[rows.sequences()];
    int largest = 1;
    for (int i = 0; i < in.length; i++) {
      int[] own = Arrays.copyOfRange(segments, rows.offset(i), rows.offset(i) + rows.length(i));
      int[] different = Arrays.stream(own).distinct().toArray();
      if (different.length > 1) {
        in[i] = matrix(pass, own, different, true);
        outside[i] = matrix(pass, own, different, false);
        largest = Math.max(largest, different.length);
      }
    }
    most = largest;
  }

  private static Matrix matrix(Pass pass, int[] own, int[] different, boolean same) {
    float[] numbers = new float[own.length * different.length];
    for (int i = 0; i < numbers.length; i++) {
      boolean equal = own[i / different.length] == different[i % different.length];
      numbers[i] = equal == same ? 1 : 0;
    }
    return pass.workspace().matrix(own.length, different.length).write(numbers);
  }

  /** Whether all elements of a sequence are in the same segment. */
  boolean isOne(int sequence) {
    return in[sequence] == null;
  }

  /** The largest number of segments of a sequence. */
  int most() {
    return most;
  }

  /** [elements, segments]: 1 where an element is in a segment. */
  Matrix in(int sequence) {
    return in[sequence];
  }

  /** [elements, segments]: 1 where an element isn't in a segment. */
  Matrix outside(int sequence) {
    return outside[sequence];
  }
}
