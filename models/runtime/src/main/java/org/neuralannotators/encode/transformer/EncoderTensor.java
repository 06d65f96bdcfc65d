package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A tensor of Hugging Face's {@code BertModel} and the numbers of a network that are in it.
 *
 * @param name of the tensor
 * @param numbers a parameter, or a part of one
 */
record EncoderTensor(String name, Matrix numbers) {
  private static final String SELF = ".attention.self.";
  private static final List<String> QUERY_KEY_VALUE = List.of("query.", "key.", "value.");

  /** The tensors of a parameter: queries, keys and values are one in networks. */
  static List<EncoderTensor> of(Parameter parameter) {
    String name = parameter.name();
    Matrix value = parameter.value();
    if (!name.contains(SELF)) {
      return List.of(new EncoderTensor(name, value));
    }
    int columns = value.columns() / QUERY_KEY_VALUE.size();
    return IntStream.range(0, QUERY_KEY_VALUE.size())
        .mapToObj(
            i ->
                new EncoderTensor(
                    name.replace(SELF, SELF + QUERY_KEY_VALUE.get(i)),
                    value.columns(i * columns, (i + 1) * columns)))
        .toList();
  }

  /** The tensors of an encoder. */
  static Stream<EncoderTensor> of(Encoder encoder) {
    return Stream.concat(
        Stream.of(new EncoderTensor(EncoderArchitecture.PIECES, encoder.pieces().value())),
        encoder.parameters().stream().flatMap(parameter -> of(parameter).stream()));
  }

  /** Whether the tensor has a row for each output, and so is the network's matrix transposed. */
  boolean outputsFirst() {
    return numbers.rows() > 1 && !name.startsWith("embeddings.");
  }

  /**
   * The shape of the tensor.
   *
   * @param transposed against the network's matrix
   */
  long[] shape(boolean transposed) {
    if (name.endsWith(".bias") || name.contains("LayerNorm")) {
      return new long[] {numbers.columns()};
    }
    return transposed
        ? new long[] {numbers.columns(), numbers.rows()}
        : new long[] {numbers.rows(), numbers.columns()};
  }

  /** The numbers as the tensor has them. */
  float[] toFloats() {
    float[] values = numbers.toFloats();
    return outputsFirst() ? transpose(values, numbers.rows()) : values;
  }

  static float[] transpose(float[] numbers, int rows) {
    int columns = numbers.length / rows;
    float[] transposed = new float[numbers.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = numbers[row * columns + column];
      }
    }
    return transposed;
  }
}
