package org.neuralannotators.bundle;

import java.nio.ShortBuffer;

/** Conversion between {@code float} and the two formats of 16 bits, IEEE binary16 and bfloat16. */
final class HalfPrecision {
  private static final int INFINITY = 0x7f800000;
  private static final int HALF_INFINITY = 0x7c00;
  private static final int HALF_NAN = 0x7e00;
  // 65536, twice the highest power of two of a half; from 65520 on rounding gives infinity anyway.
  private static final int HALF_OVERFLOW = 0x47800000;
  // 2^-14, the smallest normal half.
  private static final int HALF_NORMAL = 0x38800000;
  private static final int EXPONENT_SHIFT = (15 - 127) << 23;

  private static final int CHUNK = 1 << 13;

  private HalfPrecision() {}

  /** Reads numbers of 16 bits as floats. Not thread-safe. */
  static final class Reader implements Tensor.FloatReader {
    private final ShortBuffer source;
    private final boolean halves;
    private final short[] stored = new short[CHUNK];

    /**
     * @param halves whether they are halves, else they are bfloat16
     */
    Reader(ShortBuffer source, boolean halves) {
      this.source = source;
      this.halves = halves;
    }

    // Loops over arrays are compiled to vector instructions, those over buffers aren't.
    @Override
    public void read(int from, float[] target, int at, int length) {
      for (int done = 0; done < length; done += CHUNK) {
        int count = Math.min(CHUNK, length - done);
        source.get(from + done, stored, 0, count);
        if (halves) {
          readHalves(target, at + done, count);
        } else {
          readBfloat16s(target, at + done, count);
        }
      }
    }

    private void readHalves(float[] target, int at, int count) {
      for (int i = 0; i < count; i++) {
        target[at + i] = halfToFloat(stored[i]);
      }
    }

    private void readBfloat16s(float[] target, int at, int count) {
      for (int i = 0; i < count; i++) {
        target[at + i] = bfloat16ToFloat(stored[i]);
      }
    }
  }

  /** The float of each half, by its bits: a look-up is faster than the case distinction. */
  private static final class Table {
    private static final float[] FLOATS = new float[1 << 16];

    static {
      for (int half = 0; half < FLOATS.length; half++) {
        FLOATS[half] = compute(half);
      }
    }
  }

  static float halfToFloat(short half) {
    return Table.FLOATS[half & 0xffff];
  }

  private static float compute(int half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0) {
      return (sign == 0 ? 0x1p-24f : -0x1p-24f) * mantissa;
    }
    int bits = exponent == 31 ? INFINITY : (exponent << 23) - EXPONENT_SHIFT;
    return Float.intBitsToFloat(sign | (bits + (mantissa << 13)));
  }

  /** Rounds to the nearest half, ties to even; too large numbers become infinite. */
  static short floatToHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & 0x7fffffff;
    return (short) (((bits >>> 16) & 0x8000) | halfOf(magnitude));
  }

  private static int halfOf(int magnitude) {
    if (magnitude > INFINITY) {
      return HALF_NAN;
    }
    if (magnitude >= HALF_OVERFLOW) {
      return HALF_INFINITY;
    }
    if (magnitude < HALF_NORMAL) {
      // Next to 0.5 floats are 2^-24 apart, as subnormal halves are: the addition rounds.
      float rounded = Float.intBitsToFloat(magnitude) + 0.5f;
      return Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(0.5f);
    }
    return roundToEven(magnitude + EXPONENT_SHIFT, 13);
  }

  static float bfloat16ToFloat(short value) {
    return Float.intBitsToFloat(value << 16);
  }

  /** Rounds to the nearest bfloat16, ties to even. */
  static short floatToBfloat16(float value) {
    // The canonical NaN of floatToIntBits survives rounding; others could become infinite.
    return (short) roundToEven(Float.floatToIntBits(value), 16);
  }

  private static int roundToEven(int bits, int dropped) {
    int odd = (bits >>> dropped) & 1;
    return (bits + (1 << (dropped - 1)) - 1 + odd) >>> dropped;
  }
}
