package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;

/** Collects the fields of a tensor in an ONNX file. */
final class OnnxTensor {
  private static final int DIMENSIONS = 1;
  private static final int TYPE = 2;
  private static final int FLOATS = 4;
  private static final int INTEGERS = 5;
  private static final int LONGS = 7;
  private static final int NAME = 8;
  private static final int RAW = 9;
  private static final int DOUBLES = 10;
  private static final int ENTRY = 13;
  private static final int LOCATION = 14;
  private static final int EXTERNAL = 1;

  private final String source;
  private final OnnxExternalData others;
  private final Map<String, String> place = new HashMap<>();
  private boolean external;
  private String name = "";
  private long[] shape = {};
  private TensorType type;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private long[] numbers = {};

  /**
   * @param others the files that tensors may lie in
   */
  OnnxTensor(String source, OnnxExternalData others) {
    this.source = source;
    this.others = others;
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
      case DIMENSIONS -> shape = joined(shape, numbers(tag, input, Width.VARIABLE));
      case TYPE -> type = typeOf(input.readInt32());
      case FLOATS -> numbers = joined(numbers, numbers(tag, input, Width.FOUR));
      case DOUBLES -> numbers = joined(numbers, numbers(tag, input, Width.EIGHT));
      case INTEGERS, LONGS -> numbers = joined(numbers, numbers(tag, input, Width.VARIABLE));
      case NAME -> name = input.readString();
      case RAW -> bytes = input.readByteBuffer();
      case ENTRY -> readEntry(tag, input);
      case LOCATION -> external = input.readInt32() == EXTERNAL;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The floats of an attribute, as a vector. */
  void readFloats(int tag, CodedInputStream input) throws IOException {
    readVector(TensorType.F32, numbers(tag, input, Width.FOUR));
  }

  /** The integers of an attribute, as a vector. */
  void readIntegers(int tag, CodedInputStream input) throws IOException {
    readVector(TensorType.I64, numbers(tag, input, Width.VARIABLE));
  }

  private void readVector(TensorType itsType, long[] more) {
    type = itsType;
    numbers = joined(numbers, more);
    shape = new long[] {numbers.length};
  }

  private void readEntry(int tag, CodedInputStream input) throws IOException {
    String[] entry = {"", ""};
    ProtobufMessage.read(
        input,
        tag,
        (field, inner, in) -> {
          boolean known = field == 1 || field == 2;
          if (known) {
            entry[field - 1] = in.readString();
          }
          return known;
        });
    place.put(entry[0], entry[1]);
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

  /** How a number is written. */
  private enum Width {
    VARIABLE,
    FOUR,
    EIGHT
  }

  /** One number, or several packed; real ones by their bits. */
  private static long[] numbers(int tag, CodedInputStream input, Width width) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      return new long[] {number(input, width)};
    }
    int length = input.readRawVarint32();
    int before = input.pushLimit(length);
    // Each has at least a byte, and there can't be more of them than there are bytes.
    long[] numbers = new long[Math.min(length, Math.max(0, input.getBytesUntilLimit()))];
    int count = 0;
    while (!input.isAtEnd()) {
      numbers[count++] = number(input, width);
    }
    input.popLimit(before);
    return Arrays.copyOf(numbers, count);
  }

  private static long number(CodedInputStream input, Width width) throws IOException {
    return switch (width) {
      case VARIABLE -> input.readInt64();
      case FOUR -> input.readFixed32();
      case EIGHT -> input.readFixed64();
    };
  }

  private static long[] joined(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  Tensor build() throws IOException {
    long size = type.bytes();
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    ByteBuffer stored = stored(size);
    if (size != stored.remaining()) {
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
              + stored.remaining()
              + "] bytes, expected ["
              + size
              + "]");
    }
    return new Tensor(name, type, shape, stored.slice());
  }

  private ByteBuffer stored(long size) throws IOException {
    if (external) {
      return others.read(name, place, size);
    }
    if (numbers.length == 0) {
      return bytes;
    }
    ByteBuffer stored =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, type.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      switch (type.bytes()) {
        case 1 -> stored.put((byte) number);
        case 2 -> stored.putShort((short) number);
        case 4 -> stored.putInt((int) number);
        default -> stored.putLong(number);
      }
    }
    return stored.flip();
  }
}
