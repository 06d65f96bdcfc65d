package org.neuralannotators.network.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;

/** Products in bfloat16 are those in single precision of factors that were rounded before. */
class RoundedProductsTest {
  private final Random random = new Random(7);
  private Workspace workspace;
  private Kernels exact;
  private Kernels rounding;

  @BeforeEach
  void bfloat16MustBeKnown() {
    assumeTrue(
        // Without AVX512_BF16 oneDNN computes the same, slowly.
        OneDnn.isAvailable() && OneDnn.has(cpu_isa.avx512_core),
        "this CPU has no AVX-512: no bfloat16");
    workspace = Workspace.ofFloats();
    exact = new OneDnnKernels(Precision.FP32);
    rounding = new OneDnnKernels(Precision.BF16);
  }

  @AfterEach
  void free() {
    if (workspace != null) {
      workspace.close();
      exact.close();
      rounding.close();
    }
  }

  private Matrix random(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return workspace.matrix(rows, columns).write(values);
  }

  private Matrix copy(Matrix x) {
    return workspace.matrix(x.rows(), x.columns()).write(x.toFloats());
  }

  /** To the nearest number whose lower 16 bits are 0, of two equally near ones to the even one. */
  private Matrix rounded(Matrix x) {
    float[] values = x.toFloats();
    for (int i = 0; i < values.length; i++) {
      int bits = Float.floatToIntBits(values[i]);
      values[i] = Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000);
    }
    return workspace.matrix(x.rows(), x.columns()).write(values);
  }

  private static void assertClose(Matrix actual, Matrix expected) {
    double scale = Arrays.stream(expected.toDoubles()).map(Math::abs).reduce(1, Math::max);
    assertThat(difference(actual, expected)).isLessThan(5e-6 * scale);
  }

  private static double difference(Matrix actual, Matrix expected) {
    double[] one = actual.toDoubles();
    double[] other = expected.toDoubles();
    assertThat(one).hasSameSizeAs(other);
    return IntStream.range(0, one.length)
        .mapToDouble(i -> Math.abs(one[i] - other[i]))
        .reduce(0, Math::max);
  }

  @ParameterizedTest
  @CsvSource({"1, false, false", "40, false, true", "600, false, false", "33, true, false"})
  void multiply(int rows, boolean transposeA, boolean transposeB) {
    Matrix a = transposeA ? random(rows, 90) : random(rows, 700);
    int inner = transposeA ? rows : 700;
    Matrix b = transposeB ? random(200, inner) : random(inner, 200);
    int results = transposeA ? 90 : rows;
    for (double beta : new double[] {0, 1}) {
      Matrix actual = random(results, 230).columns(7, 207);
      Matrix expected = copy(actual);
      rounding.multiply(a, transposeA, b, transposeB, beta, actual);
      exact.multiply(rounded(a), transposeA, rounded(b), transposeB, beta, expected);
      assertClose(actual, expected);
    }
  }

  @Test
  void smallProductsAreNotRounded() {
    Matrix a = random(8, 8);
    Matrix b = random(8, 8);
    Matrix actual = workspace.matrix(8, 8);
    Matrix expected = workspace.matrix(8, 8);
    rounding.multiply(a, false, b, false, 0, actual);
    exact.multiply(a, false, b, false, 0, expected);
    assertThat(difference(actual, expected)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 31, 32, 33, 63, 500, 513})
  void linearWithPackedWeights(int rows) {
    for (Activation f :
        new Activation[] {Activation.IDENTITY, Activation.GELU, Activation.GELU_TANH}) {
      for (int inputs : new int[] {13, 64}) {
        for (int outputs : new int[] {5, 24, 96}) {
          Matrix x = random(rows, inputs);
          Matrix w = random(inputs, outputs);
          Matrix bias = random(1, outputs);
          Matrix actual = workspace.matrix(rows, outputs);
          Matrix expected = workspace.matrix(rows, outputs);
          try (PackedWeights packed = rounding.pack(w, false);
              PackedWeights same = exact.pack(rounded(w), false)) {
            // Where the CPU has no compiled kernel of the shape, small products are exact.
            boolean rounds =
                packed.isPacked() || OneDnnRoundedProducts.takes(x, false, false, 0, actual);
            rounding.linear(x, packed, bias, f, actual);
            if (rounds) {
              exact.linear(rounded(x), same, bias, f, expected);
              assertClose(actual, expected);
            }
          }
        }
      }
    }
  }

  @Test
  void transposedPackedWeights() {
    Matrix x = random(70, 64);
    Matrix table = random(96, 64);
    Matrix actual = workspace.matrix(70, 96);
    Matrix expected = workspace.matrix(70, 96);
    try (PackedWeights packed = rounding.pack(table, true)) {
      rounding.linear(x, packed, null, Activation.IDENTITY, actual);
    }
    exact.multiply(rounded(x), false, rounded(table), true, 0, expected);
    assertClose(actual, expected);
  }

  @Test
  void packedLstmIsCloseToTheExactOne() {
    RecurrentWeights weights =
        new RecurrentWeights(random(32, 256), random(64, 256), random(1, 256));
    weights.input().array().muli(0.2);
    weights.hidden().array().muli(0.2);
    PackedSequence packed = new PackedSequence(3, 1, 7, 3, 0, 9, 1, 9, 20);
    Matrix x = random(packed.rows(), 32);
    Matrix actual = workspace.matrix(packed.rows(), 64);
    Matrix expected = workspace.matrix(packed.rows(), 64);
    try (PackedRecurrent rounded = rounding.pack(RecurrentCell.LSTM, weights);
        PackedRecurrent plain = exact.pack(RecurrentCell.LSTM, weights)) {
      rounding.recurrent(rounded, packed, x, actual, workspace);
      exact.recurrent(plain, packed, x, expected, workspace);
    }
    assertThat(difference(actual, expected)).isBetween(1e-6, 0.03);
  }
}
