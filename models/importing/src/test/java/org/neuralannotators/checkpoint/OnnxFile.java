package org.neuralannotators.checkpoint;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Writes small ONNX files; the field numbers are those of onnx.proto. */
public final class OnnxFile {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /** What writes a message's fields. */
  private interface Fields {
    void write(CodedOutputStream output) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(output);
      output.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private OnnxFile graphField(int field, byte[] message) {
    graph.writeBytes(message(output -> output.writeByteArray(field, message)));
    return this;
  }

  private static byte[] raw(String name, int type, byte[] numbers, long... shape) {
    return message(
        output -> {
          for (long dimension : shape) {
            output.writeInt64(1, dimension);
          }
          output.writeInt32(2, type);
          output.writeString(8, name);
          output.writeByteArray(9, numbers);
        });
  }

  private static byte[] bytes(float... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }

  private static byte[] bytes(long... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(numbers);
    return bytes.array();
  }

  /** An initializer with its numbers as raw bytes. */
  public OnnxFile tensor(String name, float[] numbers, long... shape) {
    return graphField(5, raw(name, FLOAT, bytes(numbers), shape));
  }

  /** An initializer with its shape and its numbers as packed fields. */
  public OnnxFile packedTensor(String name, float[] numbers, long... shape) {
    byte[] dimensions =
        message(
            output -> {
              for (long dimension : shape) {
                output.writeInt64NoTag(dimension);
              }
            });
    return graphField(
        5,
        message(
            output -> {
              output.writeByteArray(1, dimensions);
              output.writeInt32(2, FLOAT);
              output.writeByteArray(4, bytes(numbers));
              output.writeString(8, name);
            }));
  }

  /** A vector whose numbers lie in another file. */
  public OnnxFile externalTensor(String name, int length, String location, long offset) {
    return graphField(
        5,
        message(
            output -> {
              output.writeInt64(1, length);
              output.writeInt32(2, FLOAT);
              output.writeString(8, name);
              output.writeByteArray(13, entry("location", location));
              output.writeByteArray(13, entry("offset", Long.toString(offset)));
              output.writeInt32(14, 1);
            }));
  }

  private static byte[] entry(String key, String value) {
    return message(
        output -> {
          output.writeString(1, key);
          output.writeString(2, value);
        });
  }

  /** An operation. */
  public OnnxFile node(String operation, String result, String... inputs) {
    return graphField(1, node(operation, result, List.of(inputs), new byte[0]));
  }

  /** A constant of one number. */
  public OnnxFile number(String name, float number) {
    return constant(name, raw("", FLOAT, bytes(number)));
  }

  /** A constant of one dimension. */
  public OnnxFile integers(String name, long... numbers) {
    return constant(name, raw("", INT64, bytes(numbers), numbers.length));
  }

  private OnnxFile constant(String name, byte[] tensor) {
    byte[] attribute =
        message(
            output -> {
              output.writeString(1, "value");
              output.writeByteArray(5, tensor);
            });
    return graphField(1, node("Constant", name, List.of(), attribute));
  }

  private static byte[] node(
      String operation, String result, List<String> inputs, byte[] attribute) {
    return message(
        output -> {
          for (String input : inputs) {
            output.writeString(1, input);
          }
          output.writeString(2, result);
          output.writeString(4, operation);
          if (attribute.length > 0) {
            output.writeByteArray(5, attribute);
          }
        });
  }

  /** The whole file. */
  public byte[] toBytes() {
    return message(
        output -> {
          output.writeInt64(1, 8);
          output.writeString(2, "test");
          output.writeByteArray(7, graph.toByteArray());
        });
  }
}
