package org.neuralannotators.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the safetensors format: eight bytes little-endian with the length of a JSON header, the
 * header with type, shape and place of each tensor, then the numbers without holes. Everything is
 * checked before memory is taken, and tensors are views of the file. Thread-safe.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 * @see SafeTensorsWriter
 */
public final class SafeTensors {
  private static final int LENGTH_BYTES = 8;
  private static final long LARGEST_HEADER = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String source;
  private final ByteBuffer data;

  private SafeTensors(String source, ByteBuffer data) {
    this.source = source;
    this.data = data;
  }

  /**
   * Maps a file of at most 2 GiB into memory and reads its header.
   *
   * @throws BundleException when the file isn't sound
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new BundleException(
            "[" + file + "] has [" + channel.size() + "] bytes, more than 2 GiB; split the file");
      }
      return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), file.toString());
    }
  }

  /**
   * Reads the header of a file in memory.
   *
   * @param source the name of the file, for errors
   * @return the tensors by name, in the order of the header
   * @throws BundleException when the file isn't sound
   */
  public static Map<String, Tensor> read(ByteBuffer file, String source) throws BundleException {
    ByteBuffer bytes = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    long header = bytes.capacity() < LENGTH_BYTES ? -1 : bytes.getLong(0);
    if (header < 0 || header > Math.min(LARGEST_HEADER, bytes.capacity() - LENGTH_BYTES)) {
      throw new BundleException(
          "["
              + source
              + "] declares a header of ["
              + header
              + "] bytes in a file of ["
              + bytes.capacity()
              + "]; it is cut short or no safetensors file");
    }
    byte[] json = new byte[(int) header];
    bytes.position(LENGTH_BYTES).get(json);
    return new SafeTensors(source, bytes.slice()).tensors(json);
  }

  private Map<String, Tensor> tensors(byte[] json) throws BundleException {
    JsonNode header;
    try {
      header = JSON.readTree(json);
    } catch (IOException e) {
      throw refused("has a header that isn't JSON: " + e.getMessage(), e);
    }
    if (!header.isObject()) {
      throw refused("has a header that isn't a JSON object", null);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long[][] places = new long[header.size()][];
    int count = 0;
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals(METADATA)) {
        long[] place = numbers(field.getKey(), field.getValue(), "data_offsets");
        tensors.put(field.getKey(), tensor(field.getKey(), field.getValue(), place));
        places[count++] = place;
      }
    }
    checkWithoutHoles(Arrays.copyOf(places, count));
    return Collections.unmodifiableMap(tensors);
  }

  private Tensor tensor(String name, JsonNode node, long[] place) throws BundleException {
    TensorType type;
    try {
      type = TensorType.valueOf(node.path("dtype").asText());
    } catch (IllegalArgumentException e) {
      throw refused(
          "has tensor ["
              + name
              + "] of type ["
              + node.path("dtype").asText()
              + "], expected one of "
              + Arrays.toString(TensorType.values()),
          e);
    }
    if (place.length != 2 || place[0] > place[1] || place[1] > data.capacity()) {
      throw refused(
          "has tensor ["
              + name
              + "] at bytes "
              + Arrays.toString(place)
              + " of ["
              + data.capacity()
              + "]; it is cut short or altered",
          null);
    }
    long[] shape = numbers(name, node, "shape");
    if (place[1] - place[0] != byteLength(name, type, shape)) {
      throw refused(
          "has tensor ["
              + name
              + "] of shape "
              + Arrays.toString(shape)
              + " and type ["
              + type
              + "] in ["
              + (place[1] - place[0])
              + "] bytes; shape and length disagree",
          null);
    }
    return new Tensor(name, type, shape, data.slice((int) place[0], (int) (place[1] - place[0])));
  }

  private long byteLength(String name, TensorType type, long[] shape) throws BundleException {
    long length = type.bytes();
    try {
      for (long dimension : shape) {
        length = Math.multiplyExact(length, dimension);
      }
    } catch (ArithmeticException e) {
      throw refused("has tensor [" + name + "] of the huge shape " + Arrays.toString(shape), e);
    }
    return length;
  }

  private long[] numbers(String name, JsonNode node, String field) throws BundleException {
    JsonNode array = node.path(field);
    long[] numbers = new long[array.size()];
    boolean sound = array.isArray();
    for (int i = 0; sound && i < numbers.length; i++) {
      JsonNode number = array.get(i);
      sound = number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0;
      numbers[i] = number.longValue();
    }
    if (!sound) {
      throw refused(
          "has tensor ["
              + name
              + "] with "
              + field
              + " ["
              + array
              + "], expected an array of whole numbers from 0",
          null);
    }
    return numbers;
  }

  private void checkWithoutHoles(long[][] places) throws BundleException {
    Arrays.sort(places, Arrays::compare);
    long end = 0;
    for (long[] place : places) {
      if (place[0] != end) {
        throw refused("has tensors that overlap or leave a hole at byte [" + end + "]", null);
      }
      end = place[1];
    }
    if (end != data.capacity()) {
      throw refused(
          "has [" + data.capacity() + "] bytes of numbers, its header describes [" + end + "]",
          null);
    }
  }

  private BundleException refused(String found, Throwable cause) {
    return new BundleException("[" + source + "] " + found + "; get or write the file anew", cause);
  }
}
