package org.neuralannotators.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the safetensors format. The same tensors give the same bytes in whatever order they were
 * added: wide types first, which keeps every number aligned, then by name. Not thread-safe.
 *
 * @see SafeTensors
 */
public final class SafeTensorsWriter {
  private static final int ALIGNMENT = 8;

  private final List<Tensor> tensors = new ArrayList<>();

  /**
   * Adds floats, stored as {@code F32}, {@code F64}, or rounded to the nearest {@code F16} or
   * {@code BF16}.
   *
   * @throws IllegalArgumentException for a name given before, a shape that doesn't fit, another
   *     type
   */
  public SafeTensorsWriter add(String name, TensorType type, float[] values, long... shape) {
    ByteBuffer bytes = allocate(type, values.length);
    switch (type) {
      case F32 -> bytes.asFloatBuffer().put(values);
      case F64 -> {
        for (float value : values) {
          bytes.putDouble(value);
        }
      }
      case F16 -> {
        for (float value : values) {
          bytes.putShort(HalfPrecision.floatToHalf(value));
        }
      }
      case BF16 -> {
        for (float value : values) {
          bytes.putShort(HalfPrecision.floatToBfloat16(value));
        }
      }
      default -> throw wrongType(name, type, "float");
    }
    return add(name, type, bytes, values.length, shape);
  }

  /** Adds doubles, stored as {@code F64}; errors as for floats. */
  public SafeTensorsWriter add(String name, double[] values, long... shape) {
    ByteBuffer bytes = allocate(TensorType.F64, values.length);
    bytes.asDoubleBuffer().put(values);
    return add(name, TensorType.F64, bytes, values.length, shape);
  }

  /** Adds ints, stored as {@code I32}; errors as for floats. */
  public SafeTensorsWriter add(String name, int[] values, long... shape) {
    ByteBuffer bytes = allocate(TensorType.I32, values.length);
    bytes.asIntBuffer().put(values);
    return add(name, TensorType.I32, bytes, values.length, shape);
  }

  /** Adds longs, stored as {@code I64}; errors as for floats. */
  public SafeTensorsWriter add(String name, long[] values, long... shape) {
    ByteBuffer bytes = allocate(TensorType.I64, values.length);
    bytes.asLongBuffer().put(values);
    return add(name, TensorType.I64, bytes, values.length, shape);
  }

  /** Adds bytes, stored as {@code U8}; errors as for floats. */
  public SafeTensorsWriter add(String name, byte[] values) {
    return add(
        name, TensorType.U8, ByteBuffer.wrap(values), values.length, new long[] {values.length});
  }

  private static ByteBuffer allocate(TensorType type, int length) {
    return ByteBuffer.allocate(Math.multiplyExact(length, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private SafeTensorsWriter add(
      String name, TensorType type, ByteBuffer bytes, int length, long[] shape) {
    long product = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (product != length) {
      throw new IllegalArgumentException(
          "Tensor ["
              + name
              + "] has ["
              + length
              + "] numbers, its shape "
              + Arrays.toString(shape)
              + " has ["
              + product
              + "]");
    }
    if (tensors.stream().anyMatch(tensor -> tensor.name().equals(name))) {
      throw new IllegalArgumentException("Tensor [" + name + "] was added before");
    }
    tensors.add(new Tensor(name, type, shape.clone(), bytes.rewind()));
    return this;
  }

  private static IllegalArgumentException wrongType(String name, TensorType type, String values) {
    return new IllegalArgumentException(
        "Tensor [" + name + "] of " + values + " values can't be stored as [" + type + "]");
  }

  /** The whole file. */
  public byte[] toBytes() {
    List<Tensor> ordered = new ArrayList<>(tensors);
    ordered.sort(
        Comparator.comparingInt((Tensor tensor) -> -tensor.type().bytes())
            .thenComparing(Tensor::name));
    byte[] header = header(ordered);
    int padding = -header.length & (ALIGNMENT - 1);
    long size = ordered.stream().mapToLong(tensor -> tensor.bytes().remaining()).sum();
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + header.length + padding + size))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length + padding).put(header);
    for (int i = 0; i < padding; i++) {
      file.put((byte) ' ');
    }
    ordered.forEach(tensor -> file.put(tensor.bytes()));
    return file.array();
  }

  private static byte[] header(List<Tensor> ordered) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode header = json.createObjectNode();
    long offset = 0;
    for (Tensor tensor : ordered) {
      long end = offset + tensor.bytes().remaining();
      ObjectNode node = header.putObject(tensor.name());
      node.put("dtype", tensor.type().name());
      ArrayNode shape = node.putArray("shape");
      Arrays.stream(tensor.shape()).forEach(shape::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    try {
      return json.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
