package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.neuralannotators.bundle.TensorType;

/**
 * What the index of a TensorFlow checkpoint says of a tensor: TensorFlow's {@code
 * BundleEntryProto}.
 *
 * @param type a number of TensorFlow's {@code DataType}
 * @param shape lengths of the dimensions
 * @param shard the number of the file that has it
 * @param offset in that file
 * @param size in bytes
 * @param checksum of those bytes
 * @param sliced whether the numbers lie in other entries
 */
record TensorBundleEntry(
    int type, List<Long> shape, int shard, long offset, long size, int checksum, boolean sliced) {
  private static final int TYPE = 1;
  private static final int SHAPE = 2;
  private static final int SHARD = 3;
  private static final int OFFSET = 4;
  private static final int SIZE = 5;
  private static final int CHECKSUM = 6;
  private static final int SLICES = 7;
  private static final int SHAPE_DIMENSION = 2;
  private static final int DIMENSION_SIZE = 1;

  static TensorBundleEntry parse(byte[] bytes) throws IOException {
    Fields fields = new Fields();
    ProtobufMessage.read(CodedInputStream.newInstance(bytes), fields::read);
    return new TensorBundleEntry(
        fields.type,
        List.copyOf(fields.shape),
        fields.shard,
        fields.offset,
        fields.size,
        fields.checksum,
        fields.sliced);
  }

  /** The numbers' type, null for one that {@link TensorType} doesn't have. */
  TensorType tensorType() {
    return switch (type) {
      case 1 -> TensorType.F32;
      case 2 -> TensorType.F64;
      case 3 -> TensorType.I32;
      case 4 -> TensorType.U8;
      case 9 -> TensorType.I64;
      case 14 -> TensorType.BF16;
      case 19 -> TensorType.F16;
      default -> null;
    };
  }

  /** Bytes that numbers of this type and shape have; -1 where there can't be so many. */
  long expectedSize() {
    long size = tensorType().bytes();
    try {
      for (long dimension : shape) {
        if (dimension < 0) {
          return -1;
        }
        size = Math.multiplyExact(size, dimension);
      }
    } catch (ArithmeticException e) {
      return -1;
    }
    return size;
  }

  /** Collects fields; those of zero aren't written. */
  private static final class Fields {
    private int type;
    private final List<Long> shape = new ArrayList<>();
    private int shard;
    private long offset;
    private long size;
    private int checksum;
    private boolean sliced;

    private boolean read(int field, int tag, CodedInputStream input) throws IOException {
      switch (field) {
        case TYPE -> type = input.readInt32();
        case SHAPE -> ProtobufMessage.read(input, tag, this::readShape);
        case SHARD -> shard = input.readInt32();
        case OFFSET -> offset = input.readInt64();
        case SIZE -> size = input.readInt64();
        case CHECKSUM -> checksum = input.readFixed32();
        default -> {
          sliced |= field == SLICES;
          return false;
        }
      }
      return true;
    }

    private boolean readShape(int field, int tag, CodedInputStream input) throws IOException {
      if (field != SHAPE_DIMENSION) {
        return false;
      }
      long[] dimension = {0};
      ProtobufMessage.read(
          input,
          tag,
          (inner, innerTag, in) -> {
            if (inner == DIMENSION_SIZE) {
              dimension[0] = in.readInt64();
            }
            return inner == DIMENSION_SIZE;
          });
      shape.add(dimension[0]);
      return true;
    }
  }
}
