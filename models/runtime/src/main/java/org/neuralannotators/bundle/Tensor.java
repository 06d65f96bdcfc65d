package org.neuralannotators.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.neuralannotators.network.Finite;

/**
 * A named array of numbers, row by row, or a matrix that is stored column by column. It is a view
 * of the file's bytes; the methods copy and convert. Immutable and so thread-safe.
 */
public final class Tensor {
  private final String name;
  private final TensorType type;
  private final long[] shape;
  private final ByteBuffer bytes;

  /** Numbers from the begin of a column to the next one's; 0 where they lie row by row. */
  private final int pitch;

  /**
   * @param shape lengths of the dimensions
   * @param bytes the numbers, little-endian, row by row
   */
  public Tensor(String name, TensorType type, long[] shape, ByteBuffer bytes) {
    this(name, type, shape, bytes, 0);
  }

  private Tensor(String name, TensorType type, long[] shape, ByteBuffer bytes, int pitch) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
    this.pitch = pitch;
  }

  /**
   * The same numbers with rows and columns exchanged; copies nothing. Only for a matrix of real
   * numbers that is stored row by row.
   */
  public Tensor transpose() {
    if (shape.length != 2 || type.isInteger() || pitch > 0) {
      throw wrongType("real numbers, row by row");
    }
    return new Tensor(
        name, type, new long[] {shape[1], shape[0]}, bytes, Math.max(1, (int) shape[1]));
  }

  /** Numbers from the begin of a column to the next one's; 0 where they lie row by row. */
  int pitch() {
    return pitch;
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
    return pitch > 0 ? (int) (shape[0] * shape[1]) : bytes.capacity() / type.bytes();
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
    FloatReader reader = reader();
    if (pitch == 0) {
      reader.read(0, values, 0, values.length);
      return values;
    }
    int columns = (int) shape[1];
    for (int i = 0; i < values.length; i++) {
      reader.read(i % columns * pitch + i / columns, values, i, 1);
    }
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
    if (pitch > 0) {
      int skipped = from * type.bytes();
      return new Tensor(
          name,
          type,
          new long[] {to - from, shape[1]},
          bytes.slice(skipped, bytes.capacity() - skipped),
          pitch);
    }
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

  /** Reads some of a tensor's numbers as floats. */
  @FunctionalInterface
  interface FloatReader {
    /**
     * @param from place of the first number
     */
    void read(int from, float[] target, int at, int length);
  }

  /**
   * A reader of the numbers in the order in which they are stored, for one thread, which takes no
   * memory for what it reads.
   *
   * @throws IllegalStateException when the tensor holds integers
   */
  FloatReader reader() {
    return switch (type) {
      case F32 -> bytes().asFloatBuffer()::get;
      case F64 -> {
        DoubleBuffer numbers = bytes().asDoubleBuffer();
        yield (from, target, at, length) -> {
          for (int i = 0; i < length; i++) {
            target[at + i] = (float) numbers.get(from + i);
          }
        };
      }
      case F16, BF16 -> new HalfPrecision.Reader(bytes().asShortBuffer(), type == TensorType.F16);
      default -> throw wrongType("floats");
    };
  }

  /**
   * The numbers as doubles.
   *
   * @throws IllegalStateException when the tensor holds integers
   */
  public double[] doubles() {
    double[] values = new double[size()];
    if (type == TensorType.F64 && pitch == 0) {
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
