package org.neuralannotators.train.teach;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rows of probabilities as few bytes: of each row the labels that have any, with 16 bits each for
 * the probability. What is below 2^-13 is lost.
 *
 * @param labels of a row
 */
record ProbabilityRows(int labels) {
  private static final int ONE = 0xFFFF;
  private static final int LEAST = 8;
  private static final int BYTES = 256;

  /**
   * @param rows [rows, labels]
   */
  byte[] encode(float[] rows) {
    ByteBuffer bytes = ByteBuffer.allocate(rows.length / labels * 2 + rows.length * 4);
    for (int begin = 0; begin < rows.length; begin += labels) {
      int count = bytes.position();
      putLabel(bytes, 0);
      int kept = 0;
      for (int label = 0; label < labels; label++) {
        int probability = Math.round(rows[begin + label] * ONE);
        if (probability >= LEAST) {
          putLabel(bytes, label);
          bytes.putShort((short) probability);
          kept++;
        }
      }
      int end = bytes.position();
      putLabel(bytes.position(count), kept);
      bytes.position(end);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * Adds rows.
   *
   * @param names for each label which of the sum's it becomes
   * @param weight by which the rows, which sum to 1, are multiplied
   * @param sum [rows, its labels]
   * @param columns labels of the sum
   */
  void add(byte[] encoded, int[] names, float weight, float[] sum, int columns) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    for (int begin = 0; begin < sum.length; begin += columns) {
      int kept = label(bytes);
      int total = 0;
      bytes.mark();
      for (int i = 0; i < kept; i++) {
        label(bytes);
        total += bytes.getShort() & ONE;
      }
      bytes.reset();
      for (int i = 0; i < kept; i++) {
        int label = label(bytes);
        sum[begin + names[label]] += weight * (bytes.getShort() & ONE) / total;
      }
    }
  }

  /** How many rows there are. */
  int rows(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    int rows = 0;
    for (; bytes.hasRemaining(); rows++) {
      int kept = label(bytes);
      bytes.position(bytes.position() + kept * (labels < BYTES ? 3 : 4));
    }
    return rows;
  }

  private void putLabel(ByteBuffer bytes, int number) {
    if (labels < BYTES) {
      bytes.put((byte) number);
    } else {
      bytes.putShort((short) number);
    }
  }

  private int label(ByteBuffer bytes) {
    return labels < BYTES ? bytes.get() & 0xFF : bytes.getShort() & ONE;
  }
}
