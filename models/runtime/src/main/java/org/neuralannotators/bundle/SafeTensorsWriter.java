package org.neuralannotators.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Writes the safetensors format. The same tensors give the same bytes in whatever order they were
 * added: wide types first, which keeps every number aligned, then by name. Not thread-safe.
 *
 * @see SafeTensors
 */
public final class SafeTensorsWriter implements FileContent {
  private static final int ALIGNMENT = 8;

  /** Numbers that are turned into bytes at once. */
  private static final int BLOCK = 1 << 16;

  private final SortedMap<String, Entry> tensors = new TreeMap<>();

  /**
   * A tensor that will be written.
   *
   * @param length of its bytes
   * @param numbers writes them
   */
  private record Entry(
      String name, TensorType type, long[] shape, long length, FileContent numbers) {}

  /**
   * Adds floats, stored as {@code F32}, {@code F64}, or rounded to the nearest {@code F16} or
   * {@code BF16}. They must stay as they are until the file is written.
   *
   * @throws IllegalArgumentException for a name given before, a shape that doesn't fit, another
   *     type
   */
  public SafeTensorsWriter add(String name, TensorType type, float[] values, long... shape) {
    NumberBytes.requireReals(type);
    requireSize(name, shape, values.length);
    return add(name, type, shape, output -> write(values, type, output));
  }

  private static void write(float[] values, TensorType type, OutputStream output)
      throws IOException {
    for (int from = 0; from < values.length; from += BLOCK) {
      int to = Math.min(values.length, from + BLOCK);
      output.write(NumberBytes.of(type, Arrays.copyOfRange(values, from, to)));
    }
  }

  /**
   * Adds a matrix, which must stay as it is until the file is written.
   *
   * @param type of the numbers, fp32 or fp16; see {@link TensorType#holding}
   */
  public SafeTensorsWriter add(String name, TensorType type, Matrix matrix) {
    MatrixContent numbers = MatrixContent.of(matrix, type);
    return add(name, numbers.type(), new long[] {matrix.rows(), matrix.columns()}, numbers);
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
    requireSize(name, shape, length);
    return add(name, type, shape, output -> FileBytes.write(bytes, output));
  }

  private static void requireSize(String name, long[] shape, int length) {
    if (size(shape) != length) {
      throw new IllegalArgumentException(
          "Tensor ["
              + name
              + "] has ["
              + length
              + "] numbers, its shape "
              + Arrays.toString(shape)
              + " has ["
              + size(shape)
              + "]");
    }
  }

  /**
   * Adds numbers that are written part by part, when the file is.
   *
   * @param numbers little-endian, row by row; must stay as they are until then
   * @throws IllegalArgumentException for a name given before
   */
  public SafeTensorsWriter add(String name, TensorType type, long[] shape, FileContent numbers) {
    long length = Math.multiplyExact(size(shape), type.bytes());
    Entry entry = new Entry(name, type, shape.clone(), length, numbers);
    if (tensors.putIfAbsent(name, entry) != null) {
      throw new IllegalArgumentException("Tensor [" + name + "] was added before");
    }
    return this;
  }

  private static long size(long[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** The whole file, if it is small. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void writeTo(OutputStream output) throws IOException {
    List<Entry> ordered = new ArrayList<>(tensors.values());
    ordered.sort(
        Comparator.comparingInt((Entry tensor) -> -tensor.type().bytes())
            .thenComparing(Entry::name));
    byte[] header = header(ordered);
    int padding = -header.length & (ALIGNMENT - 1);
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length + padding);
    output.write(length);
    output.write(header);
    output.write(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
    for (Entry tensor : ordered) {
      tensor.numbers().writeTo(output);
    }
  }

  private static byte[] header(List<Entry> ordered) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode header = json.createObjectNode();
    long offset = 0;
    for (Entry tensor : ordered) {
      long end = offset + tensor.length();
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
