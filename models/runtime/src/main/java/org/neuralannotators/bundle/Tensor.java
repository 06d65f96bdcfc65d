package org.neuralannotators.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.neuralannotators.network.Finite;

/**
 * A named array of numbers, row by row. It is a view of the file's bytes; the methods copy and
 * convert. Immutable and so thread-safe.
 */
public final class Tensor {
  private final String name;
  private final TensorType type;
  private final long[] shape;
  private final ByteBuffer bytes;

  /**
   * @param shape lengths of the dimensions
   * @param bytes the numbers, little-endian, row by row
   */
  public Tensor(String name, TensorType type, long[] shape, ByteBuffer bytes) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
  }

  public String name() {
    return name;
  }

  public TensorType type() {
    return type;
  }

  /** A copy of the lengths of the dimensions; empty for a single number. */
  public long[] shape() {
    return shape.clone();
  }

  /** How many numbers the tensor has. */
  public int size() {
    return bytes.capacity() / type.bytes();
  }

  /** A read-only, little-endian view of the numbers as they are stored. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The tensor itself if it has the shape that a network expects.
   *
   * @throws BundleException when it has another
   */
  public Tensor requireShape(long... expected) throws BundleException {
    if (!Arrays.equals(shape, expected)) {
      throw new BundleException(
          "Tensor ["
              + name
              + "] has shape "
              + Arrays.toString(shape)
              + ", expected "
              + Arrays.toString(expected)
              + "; the weights don't belong to this manifest: train or download the bundle anew");
    }
    return this;
  }

  /**
   * The numbers as floats.
   *
   * @throws IllegalStateException when the tensor holds integers
   */
  public float[] floats() {
    float[] values = new float[size()];
    readInto(FloatBuffer.wrap(values));
    return values;
  }

  /**
   * The numbers as floats, for a network, in which a single infinite one would spoil all.
   *
   * @param source what holds the tensor, for errors
   * @throws BundleException when a number is infinite or NaN
   * @throws IllegalStateException when the tensor holds integers
   */
  public float[] finiteFloats(String source) throws BundleException {
    float[] values = floats();
    if (!Finite.all(values)) {
      throw notFinite(source);
    }
    return values;
  }

  /**
   * Some rows as a matrix, whose columns are all dimensions but the first; some numbers of a
   * vector.
   *
   * @param from the first one
   * @param to behind the last one
   */
  public Tensor rows(int from, int to) {
    int columns = shape[0] == 0 ? 0 : size() / Math.toIntExact(shape[0]);
    int width = columns * type.bytes();
    return new Tensor(
        name,
        type,
        shape.length == 1 ? new long[] {to - from} : new long[] {to - from, columns},
        bytes.slice(from * width, (to - from) * width).order(ByteOrder.LITTLE_ENDIAN));
  }

  BundleException notFinite(String source) {
    return new BundleException(
        "Tensor ["
            + name
            + "] of ["
            + source
            + "] has numbers that are infinite or NaN; expected finite ones. The weights are"
            + " damaged or their training broke down: get or train them anew");
  }

  /** Fills the array with numbers as floats, from one of them on. */
  void read(int from, float[] target) {
    int width = type.bytes();
    ByteBuffer part =
        bytes
            .slice(from * width, Math.multiplyExact(target.length, width))
            .order(ByteOrder.LITTLE_ENDIAN);
    new Tensor(name, type, shape, part).readInto(FloatBuffer.wrap(target));
  }

  /**
   * Puts all numbers as floats at the buffer's position, which moves behind them.
   *
   * @throws IllegalStateException when the tensor holds integers
   * @throws java.nio.BufferOverflowException when the buffer is too small
   */
  public void readInto(FloatBuffer target) {
    switch (type) {
      case F32 -> target.put(bytes().asFloatBuffer());
      case F64 -> {
        for (ByteBuffer source = bytes(); source.hasRemaining(); ) {
          target.put((float) source.getDouble());
        }
      }
      case F16 -> HalfPrecision.readHalves(bytes().asShortBuffer(), target);
      case BF16 -> HalfPrecision.readBfloat16s(bytes().asShortBuffer(), target);
      default -> throw wrongType("floats");
    }
  }

  /**
   * The numbers as doubles.
   *
   * @throws IllegalStateException when the tensor holds integers
   */
  public double[] doubles() {
    double[] values = new double[size()];
    if (type == TensorType.F64) {
      bytes().asDoubleBuffer().get(values);
    } else {
      float[] floats = floats();
      Arrays.setAll(values, i -> floats[i]);
    }
    return values;
  }

  /**
   * The numbers as longs.
   *
   * @throws IllegalStateException when the tensor doesn't hold integers
   */
  public long[] longs() {
    long[] values = new long[size()];
    ByteBuffer source = bytes();
    switch (type) {
      case I64 -> source.asLongBuffer().get(values);
      case I32 -> Arrays.setAll(values, i -> source.getInt());
      case U8 -> Arrays.setAll(values, i -> Byte.toUnsignedLong(source.get()));
      default -> throw wrongType("integers");
    }
    return values;
  }

  /**
   * The numbers as ints.
   *
   * @throws IllegalStateException when the tensor doesn't hold integers
   * @throws ArithmeticException when a number is too large
   */
  public int[] ints() {
    return Arrays.stream(longs()).mapToInt(Math::toIntExact).toArray();
  }

  private IllegalStateException wrongType(String wanted) {
    return new IllegalStateException(
        "Tensor [" + name + "] is of type [" + type + "], not of " + wanted);
  }

  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
