package org.neuralannotators.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.neuralannotators.bundle.BundleException;

/**
 * The operations of the graph in a {@code saved_model.pb}, with the constants that are one number.
 * The rest of the file isn't looked at. Immutable and so thread-safe.
 *
 * @param source the name of the file, for errors
 * @param nodes in the order of the file
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto">the
 *     format</a>
 */
public record TensorFlowGraph(String source, List<Node> nodes) {
  public TensorFlowGraph {
    nodes = List.copyOf(nodes);
  }

  private static final int MODEL_META_GRAPH = 2;
  private static final int META_GRAPH_GRAPH = 2;
  private static final int GRAPH_NODE = 1;
  private static final int NODE_NAME = 1;
  private static final int NODE_OPERATION = 2;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ENTRY_VALUE = 2;
  private static final int VALUE_TENSOR = 8;
  private static final int TENSOR_TYPE = 1;
  private static final int TENSOR_CONTENT = 4;
  private static final int TENSOR_FLOAT = 5;
  private static final int TENSOR_INT = 7;
  private static final int FLOAT = 1;

  /**
   * An operation.
   *
   * @param name with its scopes, such as {@code bert/pooler/dense/Tanh}
   * @param operation its type, such as {@code Tanh}
   * @param number of a constant that is one float or int
   */
  public record Node(String name, String operation, OptionalDouble number) {}

  /**
   * Reads the {@code saved_model.pb} of a SavedModel.
   *
   * @throws BundleException when it is another file, or cut short
   */
  public static TensorFlowGraph read(Path file) throws IOException {
    return read(MappedFile.read(file), file.toString());
  }

  /**
   * Reads a file in memory.
   *
   * @throws BundleException as above
   */
  public static TensorFlowGraph read(ByteBuffer file, String source) throws BundleException {
    List<Node> nodes = new ArrayList<>();
    ProtobufMessage.FieldReader graph =
        within(GRAPH_NODE, (input, tag) -> nodes.add(node(input, tag)));
    ProtobufMessage.FieldReader metaGraph =
        within(META_GRAPH_GRAPH, (input, tag) -> ProtobufMessage.read(input, tag, graph));
    try {
      ProtobufMessage.read(
          CodedInputStream.newInstance(file),
          within(MODEL_META_GRAPH, (input, tag) -> ProtobufMessage.read(input, tag, metaGraph)));
    } catch (IOException e) {
      throw new BundleException(
          "[" + source + "] isn't a saved_model.pb, or is cut short: " + e.getMessage(), e);
    }
    if (nodes.isEmpty()) {
      throw new BundleException("[" + source + "] has no graph; expected a saved_model.pb");
    }
    return new TensorFlowGraph(source, nodes);
  }

  @FunctionalInterface
  private interface Content {
    void read(CodedInputStream input, int tag) throws IOException;
  }

  /** Reads one field and skips all others. */
  private static ProtobufMessage.FieldReader within(int wanted, Content content) {
    return (field, tag, input) -> {
      if (field == wanted) {
        content.read(input, tag);
      }
      return field == wanted;
    };
  }

  private static Node node(CodedInputStream input, int tag) throws IOException {
    String[] names = {"", ""};
    Scalar scalar = new Scalar();
    ProtobufMessage.FieldReader value =
        within(VALUE_TENSOR, (in, t) -> ProtobufMessage.read(in, t, scalar::read));
    ProtobufMessage.FieldReader attribute =
        within(ENTRY_VALUE, (in, t) -> ProtobufMessage.read(in, t, value));
    ProtobufMessage.read(
        input,
        tag,
        (field, inner, in) -> {
          switch (field) {
            case NODE_NAME, NODE_OPERATION -> names[field - NODE_NAME] = in.readString();
            case NODE_ATTRIBUTE -> ProtobufMessage.read(in, inner, attribute);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Node(names[0], names[1], scalar.number());
  }

  /** Collects the fields of a tensor that may be a single number. */
  private static final class Scalar {
    private int type;
    private ByteString bytes = ByteString.EMPTY;
    private OptionalDouble typed = OptionalDouble.empty();

    private boolean read(int field, int tag, CodedInputStream input) throws IOException {
      boolean packed = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      switch (field) {
        case TENSOR_TYPE -> type = input.readInt32();
        case TENSOR_CONTENT -> bytes = input.readBytes();
        case TENSOR_FLOAT, TENSOR_INT -> {
          int before = packed ? input.pushLimit(input.readRawVarint32()) : 0;
          typed = OptionalDouble.of(field == TENSOR_FLOAT ? input.readFloat() : input.readInt32());
          if (packed) {
            input.skipRawBytes(input.getBytesUntilLimit());
            input.popLimit(before);
          }
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    OptionalDouble number() {
      if (bytes.size() != Integer.BYTES) {
        return typed;
      }
      ByteBuffer content = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      return OptionalDouble.of(type == FLOAT ? content.getFloat() : content.getInt());
    }
  }
}
