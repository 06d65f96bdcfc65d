package org.neuralannotators.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the header of a safetensors file says of one tensor. Shape and place agree; whether the
 * place is in the file is for the reader to check.
 */
final class TensorHeader {
  private final String name;
  private final TensorType type;
  private final long[] shape;
  private final long begin;
  private final long end;

  private TensorHeader(String name, TensorType type, long[] shape, long begin, long end) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.begin = begin;
    this.end = end;
  }

  /**
   * Reads the JSON object of a tensor.
   *
   * @throws IllegalArgumentException when it isn't sound, naming what is wrong
   */
  static TensorHeader parse(String name, JsonNode node) {
    TensorType type = TensorType.of(node.path("dtype").asText());
    long[] shape = numbers(node, "shape");
    long[] place = numbers(node, "data_offsets");
    if (place.length != 2 || place[1] - place[0] != byteLength(type, shape)) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " of type ["
              + type
              + "] at bytes "
              + Arrays.toString(place)
              + ", which disagree");
    }
    return new TensorHeader(name, type, shape, place[0], place[1]);
  }

  private static long byteLength(TensorType type, long[] shape) {
    long length = type.bytes();
    try {
      for (long dimension : shape) {
        length = Math.multiplyExact(length, dimension);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the huge shape " + Arrays.toString(shape), e);
    }
    return length;
  }

  private static long[] numbers(JsonNode node, String field) {
    JsonNode array = node.path(field);
    long[] numbers = new long[array.size()];
    boolean sound = array.isArray();
    for (int i = 0; sound && i < numbers.length; i++) {
      JsonNode number = array.get(i);
      sound = number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0;
      numbers[i] = number.longValue();
    }
    if (!sound) {
      throw new IllegalArgumentException(
          field + " [" + array + "], expected an array of whole numbers from 0");
    }
    return numbers;
  }

  String name() {
    return name;
  }

  long begin() {
    return begin;
  }

  long end() {
    return end;
  }

  /** Bytes of its numbers. */
  long length() {
    return end - begin;
  }

  /** The tensor as a view of its numbers. */
  Tensor over(ByteBuffer data) {
    return new Tensor(name, type, shape, data);
  }
}
