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
