package org.neuralannotators.bundle;

import java.util.Arrays;

/**
 * How the numbers of a {@link Tensor} are stored; the names are those of the safetensors format.
 */
public enum TensorType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1);

  /** From here on fp16 rounds to infinity. */
  private static final float F16_OVERFLOW = 65520;

  /** The smallest number with all of fp16's precision. */
  private static final float F16_NORMAL = 0x1p-14f;

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The type of a name in the format.
   *
   * @throws IllegalArgumentException when there is no such type
   */
  static TensorType of(String name) {
    return Arrays.stream(values())
        .filter(type -> type.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "type [" + name + "], expected one of " + Arrays.toString(values())));
  }

  /**
   * This type if it holds numbers well enough, else {@link #F32}. An fp16 ends at 65504, where
   * weights would become infinite; below 2^-14 it loses precision, so that numbers that are all
   * smaller would lose most of theirs. Among larger ones it doesn't matter: what is lost is small
   * beside them.
   *
   * @param largest of the numbers' magnitudes, NaN where one is
   */
  TensorType holding(float largest) {
    boolean held =
        holdsAllFloats() || (largest < F16_OVERFLOW && (largest >= F16_NORMAL || largest == 0));
    return held ? this : F32;
  }

  /** Whether {@link #holding} is this type whatever the numbers are. */
  boolean holdsAllFloats() {
    return this != F16;
  }

  /** Whether the numbers are integers. */
  public boolean isInteger() {
    return switch (this) {
      case F64, F32, F16, BF16 -> false;
      default -> true;
    };
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
