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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final long size;
  private final Bytes data;

  /**
   * @param size bytes of all numbers
   * @param data gives them, from the first on
   */
  private SafeTensors(String source, long size, Bytes data) {
    this.source = source;
    this.size = size;
    this.data = data;
  }

  /**
   * Maps a file into memory and reads its header. Each tensor may have 2 GiB.
   *
   * @throws BundleException when the file isn't sound
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return read(
          channel.size(),
          file.toString(),
          (begin, length) -> channel.map(FileChannel.MapMode.READ_ONLY, begin, length));
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
    return read(FileBytes.of(file), source);
  }

  static Map<String, Tensor> read(FileBytes file, String source) throws BundleException {
    try {
      return read(file.size(), source, file::slice);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("memory was read", e);
    }
  }

  /** The bytes of a file. */
  private interface Bytes {
    ByteBuffer slice(long begin, long length) throws IOException;
  }

  private static Map<String, Tensor> read(long size, String source, Bytes bytes)
      throws IOException {
    long header =
        size < LENGTH_BYTES
            ? -1
            : bytes.slice(0, LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (header < 0 || header > Math.min(LARGEST_HEADER, size - LENGTH_BYTES)) {
      throw new BundleException(
          "["
              + source
              + "] declares a header of ["
              + header
              + "] bytes in a file of ["
              + size
              + "]; it is cut short or no safetensors file");
    }
    byte[] json = new byte[(int) header];
    bytes.slice(LENGTH_BYTES, header).get(json);
    long begin = LENGTH_BYTES + header;
    return new SafeTensors(
            source, size - begin, (from, length) -> bytes.slice(begin + from, length))
        .tensors(json);
  }

  private Map<String, Tensor> tensors(byte[] json) throws IOException {
    JsonNode header;
    try {
      header = JSON.readTree(json);
    } catch (IOException e) {
      throw refused("has a header that isn't JSON: " + e.getMessage(), e);
    }
    if (!header.isObject()) {
      throw refused("has a header that isn't a JSON object", null);
    }
    List<TensorHeader> headers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals(METADATA)) {
        headers.add(headerOf(field.getKey(), field.getValue()));
      }
    }
    checkWithoutHoles(headers);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (TensorHeader tensor : headers) {
      if (tensor.length() > Integer.MAX_VALUE) {
        throw refused("has tensor [" + tensor.name() + "] of more than 2 GiB", null);
      }
      tensors.put(tensor.name(), tensor.over(data.slice(tensor.begin(), tensor.length())));
    }
    return Collections.unmodifiableMap(tensors);
  }

  private TensorHeader headerOf(String name, JsonNode node) throws BundleException {
    try {
      return TensorHeader.parse(name, node);
    } catch (IllegalArgumentException e) {
      throw refused("has tensor [" + name + "] with " + e.getMessage(), e);
    }
  }

  private void checkWithoutHoles(List<TensorHeader> headers) throws BundleException {
    List<TensorHeader> ordered = new ArrayList<>(headers);
    ordered.sort(
        Comparator.comparingLong(TensorHeader::begin).thenComparingLong(TensorHeader::end));
    long end = 0;
    for (TensorHeader header : ordered) {
      if (header.begin() != end) {
        throw refused(
            "has tensor ["
                + header.name()
                + "] at byte ["
                + header.begin()
                + "], expected at ["
                + end
                + "], without overlap and hole",
            null);
      }
      end = header.end();
    }
    if (end != size) {
      throw refused(
          "has ["
              + size
              + "] bytes of numbers, its header describes ["
              + end
              + "]: it is cut short or altered",
          null);
    }
  }

  private BundleException refused(String found, Throwable cause) {
    return new BundleException("[" + source + "] " + found + "; get or write the file anew", cause);
  }
}
