package org.neuralannotators.encode.transformer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.kernel.Matrix;

/**
 * A tensor of a checkpoint and the numbers of a network that are in it.
 *
 * @param name of the tensor
 * @param numbers a parameter, or a part of one
 * @param layout how the numbers lie in the tensor
 * @param heads into so many the tensor's last dimension is split; 0 when it isn't
 */
public record EncoderTensor(String name, Matrix numbers, Layout layout, int heads) {
  /** How the numbers of a matrix lie in a tensor. */
  public enum Layout {
    /** As a vector: the matrix has one row. */
    VECTOR,
    /** As in the matrix: a table, or a layer with a row for each input. */
    ROWS,
    /** Transposed, a row for each output of a layer, as PyTorch has it. */
    OUTPUTS_FIRST
  }

  private static final String SELF = ".attention.self.";
  private static final List<String> QUERY_KEY_VALUE = List.of("query.", "key.", "value.");

  /** A tensor that is as the numbers are. */
  public static EncoderTensor rows(String name, Matrix numbers) {
    return new EncoderTensor(name, numbers, Layout.ROWS, 0);
  }

  /** The tensors of a parameter as in Hugging Face's {@code BertModel}: its name tells how. */
  static List<EncoderTensor> of(Parameter parameter) {
    String name = parameter.name();
    Matrix value = parameter.value();
    if (!name.contains(SELF)) {
      return List.of(of(name, value));
    }
    return parts(
        value, QUERY_KEY_VALUE.stream().map(part -> name.replace(SELF, SELF + part)).toList());
  }

  /** Tensors of layers that lie side by side in a parameter. */
  static List<EncoderTensor> parts(Matrix value, List<String> names) {
    int columns = value.columns() / names.size();
    return IntStream.range(0, names.size())
        .mapToObj(i -> of(names.get(i), value.columns(i * columns, (i + 1) * columns)))
        .toList();
  }

  private static EncoderTensor of(String name, Matrix value) {
    boolean vector = name.endsWith(".bias") || name.contains("LayerNorm");
    boolean table = value.rows() == 1 || name.startsWith("embeddings.");
    Layout matrix = table ? Layout.ROWS : Layout.OUTPUTS_FIRST;
    return new EncoderTensor(name, value, vector ? Layout.VECTOR : matrix, 0);
  }

  /** The tensors of an encoder. */
  static Stream<EncoderTensor> of(Encoder encoder) {
    EncoderArchitecture architecture = encoder.architecture();
    return Stream.concat(
        Stream.of(rows(EncoderArchitecture.PIECES, encoder.pieces().value())),
        encoder.parameters().stream()
            .flatMap(parameter -> architecture.tensors(parameter).stream()));
  }

  /** Whether the tensor is the network's matrix transposed. */
  boolean outputsFirst() {
    return layout == Layout.OUTPUTS_FIRST;
  }

  /**
   * The shape of the tensor.
   *
   * @param transposed against the network's matrix
   */
  long[] shape(boolean transposed) {
    int rows = transposed ? numbers.columns() : numbers.rows();
    int columns = transposed ? numbers.rows() : numbers.columns();
    if (layout == Layout.VECTOR) {
      return new long[] {columns};
    }
    return heads == 0
        ? new long[] {rows, columns}
        : new long[] {rows, heads, columns / heads};
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
