package org.neuralannotators.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as bytes of a tensor, little-endian. */
final class NumberBytes {
  private NumberBytes() {}

  /**
   * Floats, rounded to the nearest number of 16 bits for the types that have them.
   *
   * @throws IllegalArgumentException for a type of integers
   */
  static byte[] of(TensorType type, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case F32 -> bytes.asFloatBuffer().put(values);
      case F64 -> {
        for (float value : values) {
          bytes.putDouble(value);
        }
      }
      case F16 -> {
        for (float value : values) {
          bytes.putShort(HalfPrecision.floatToHalf(value));
        }
      }
      case BF16 -> {
        for (float value : values) {
          bytes.putShort(HalfPrecision.floatToBfloat16(value));
        }
      }
      default -> throw noReals(type);
    }
    return bytes.array();
  }

  /**
   * Refuses types of integers.
   *
   * @throws IllegalArgumentException for one
   */
  static void requireReals(TensorType type) {
    if (type.isInteger()) {
      throw noReals(type);
    }
  }

  private static IllegalArgumentException noReals(TensorType type) {
    return new IllegalArgumentException(
        "Floats can't be stored as [" + type + "]; expected a type of real numbers");
  }
}
