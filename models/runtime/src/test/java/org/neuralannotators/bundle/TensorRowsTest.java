package org.neuralannotators.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class TensorRowsTest {
  /** More numbers than a block, with a rest; each is exact in 16 bits. */
  private static final int ROWS = 331;

  private static final int COLUMNS = 257;

  private static float[] numbers() {
    float[] numbers = new float[ROWS * COLUMNS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i % 241 - 120;
    }
    return numbers;
  }

  private static Tensor tensor(TensorType type, float[] numbers, long... shape) {
    return new Tensor("w", type, shape, ByteBuffer.wrap(NumberBytes.of(type, numbers)));
  }

  private static float[] transposed(float[] numbers) {
    float[] transposed = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      transposed[i % COLUMNS * ROWS + i / COLUMNS] = numbers[i];
    }
    return transposed;
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32", "F16", "BF16"})
  void givesAllNumbersToAMatrixAlsoTransposed(TensorType type) throws BundleException {
    Tensor tensor = tensor(type, numbers(), ROWS, COLUMNS);
    try (Workspace memory = Workspace.ofFloats()) {
      Matrix wide = memory.matrix(ROWS, COLUMNS + 3);
      new TensorRows(tensor, false).copyTo(wide.columns(1, COLUMNS + 1), "x");
      assertThat(wide.columns(1, COLUMNS + 1).toFloats()).isEqualTo(numbers());
      Matrix other = memory.matrix(COLUMNS, ROWS);
      new TensorRows(tensor, true).copyTo(other, "x");
      assertThat(other.toFloats()).isEqualTo(transposed(numbers()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F64", "F32", "F16", "BF16"})
  void aMatrixThatIsStoredByColumnsIsReadByRows(TensorType type) throws IOException {
    Tensor tensor = tensor(type, transposed(numbers()), COLUMNS, ROWS).transpose();
    assertThat(tensor.shape()).containsExactly(ROWS, COLUMNS);
    assertThat(tensor.floats()).isEqualTo(numbers());
    assertThat(tensor.doubles()).hasSize(ROWS * COLUMNS).startsWith(-120, -119, -118);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new TensorRows(tensor, false).content(type, "x").writeTo(output);
    assertThat(output.toByteArray()).isEqualTo(NumberBytes.of(type, numbers()));
    output.reset();
    new TensorRows(tensor, true).content(type, "x").writeTo(output);
    assertThat(output.toByteArray()).isEqualTo(NumberBytes.of(type, transposed(numbers())));
    Tensor part = tensor.rows(7, 9);
    float[] expected = Arrays.copyOfRange(numbers(), 7 * COLUMNS, 9 * COLUMNS);
    assertThat(part.shape()).containsExactly(2, COLUMNS);
    assertThat(part.floats()).isEqualTo(expected);
    output.reset();
    new TensorRows(part, false).content(type, "x").writeTo(output);
    assertThat(output.toByteArray()).isEqualTo(NumberBytes.of(type, expected));
    output.reset();
    new TensorRows(part, true).content(type, "x").writeTo(output);
    byte[] columns = output.toByteArray();
    assertThat(Arrays.copyOf(columns, 2 * type.bytes()))
        .isEqualTo(NumberBytes.of(type, new float[] {expected[0], expected[COLUMNS]}));
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16"})
  void writesNumbersAsTheyWere(TensorType type) throws IOException {
    Tensor tensor = tensor(type, numbers(), ROWS, COLUMNS);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new TensorRows(tensor, false).content(type, "x").writeTo(output);
    assertThat(ByteBuffer.wrap(output.toByteArray())).isEqualTo(tensor.bytes());
    TensorRows other = new TensorRows(tensor, true);
    output.reset();
    other.content(type, "x").writeTo(output);
    assertThat(other.shape()).containsExactly(COLUMNS, ROWS);
    assertThat(output.toByteArray()).isEqualTo(NumberBytes.of(type, transposed(numbers())));
  }

  @ParameterizedTest
  @CsvSource({"F32, NaN", "F32, -Infinity", "F16, NaN", "F16, Infinity", "BF16, Infinity"})
  void aNumberThatIsNotFiniteIsRefused(TensorType type, float bad) {
    float[] numbers = numbers();
    numbers[numbers.length - 1] = bad;
    TensorRows rows = new TensorRows(tensor(type, numbers, ROWS, COLUMNS), false);
    assertThatThrownBy(() -> rows.content(type, "x").writeTo(new ByteArrayOutputStream()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("Tensor [w] of [x]")
        .hasMessageContaining("infinite or NaN");
  }

  @Test
  void vectorsAreOneRow() throws BundleException {
    try (Workspace memory = Workspace.ofFloats()) {
      Matrix row = memory.matrix(1, 3);
      new TensorRows(tensor(TensorType.F32, new float[] {1, 2, 3}, 3), false).copyTo(row, "x");
      assertThat(row.toFloats()).containsExactly(1, 2, 3);
      Tensor matrix = tensor(TensorType.F32, new float[4], 2, 2);
      assertThatThrownBy(() -> new TensorRows(matrix, false).copyTo(row, "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[2 x 2]");
    }
  }

  @Test
  void integersAreRefused() {
    Tensor integers = new Tensor("ids", TensorType.I32, new long[] {1}, ByteBuffer.allocate(4));
    assertThatThrownBy(() -> new TensorRows(integers, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ids");
  }
}
