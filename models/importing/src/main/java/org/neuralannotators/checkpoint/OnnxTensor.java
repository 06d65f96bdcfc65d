package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/** Collects the fields of a tensor in an ONNX file. */
final class OnnxTensor {
  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int FLOATS = 4;
  private static final int LONGS = 7;
  private static final int NAME = 8;
  private static final int RAW = 9;
  private static final int LOCATION = 14;
  private static final int EXTERNAL = 1;

  private final String source;
  private String name = "";
  private long[] shape = {};
  private TensorType type;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  OnnxTensor(String source) {
    this.source = source;
  }

  String name() {
    return name;
  }

  /** Whether its type is one that we read. */
  boolean isSupported() {
    return type != null;
  }

  boolean readField(int field, int tag, CodedInputStream input) throws IOException {
    switch (field) {
      case DIMENSIONS -> {
        long[] more = numbers(tag, input, false);
        shape = Arrays.copyOf(shape, shape.length + more.length);
        System.arraycopy(more, 0, shape, shape.length - more.length, more.length);
      }
      case TYPE -> type = typeOf(input.readInt32());
      case FLOATS -> put(Float.BYTES, numbers(tag, input, true));
      case LONGS -> put(Long.BYTES, numbers(tag, input, false));
      case NAME -> name = input.readString();
      case RAW -> bytes = input.readByteBuffer();
      case LOCATION -> {
        if (input.readInt32() == EXTERNAL) {
          throw new BundleException(
              "[" + source + "] has its tensors in other files; expected one file with all");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The format's types; null for one that has no use here. */
  private static TensorType typeOf(int number) {
    return switch (number) {
      case 1 -> TensorType.F32;
      case 2 -> TensorType.U8;
      case 6 -> TensorType.I32;
      case 7 -> TensorType.I64;
      case 10 -> TensorType.F16;
      case 11 -> TensorType.F64;
      case 16 -> TensorType.BF16;
      default -> null;
    };
  }

  /** One number, or several packed; floats by their bits. */
  private static long[] numbers(int tag, CodedInputStream input, boolean floats)
      throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      return new long[] {number(input, floats)};
    }
    int length = input.readRawVarint32();
    int before = input.pushLimit(length);
    // Each has at least a byte, and there can't be more of them than there are bytes.
    long[] numbers = new long[Math.min(length, Math.max(0, input.getBytesUntilLimit()))];
    int count = 0;
    while (!input.isAtEnd()) {
      numbers[count++] = number(input, floats);
    }
    input.popLimit(before);
    return Arrays.copyOf(numbers, count);
  }

  private static long number(CodedInputStream input, boolean floats) throws IOException {
    return floats ? input.readFixed32() : input.readInt64();
  }

  private void put(int width, long[] numbers) {
    ByteBuffer more =
        ByteBuffer.allocate(bytes.remaining() + width * numbers.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes);
    for (long number : numbers) {
      if (width == Float.BYTES) {
        more.putInt((int) number);
      } else {
        more.putLong(number);
      }
    }
    bytes = more.flip();
  }

  Tensor build() throws BundleException {
    long size = type.bytes();
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    if (size != bytes.remaining()) {
      throw new BundleException(
          "["
              + source
              + "] has tensor ["
              + name
              + "] of type ["
              + type
              + "] and shape "
              + Arrays.toString(shape)
              + " with ["
              + bytes.remaining()
              + "] bytes, expected ["
              + size
              + "]");
    }
    return new Tensor(name, type, shape, bytes.slice());
  }
}
