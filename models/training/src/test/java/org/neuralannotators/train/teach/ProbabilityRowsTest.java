package org.neuralannotators.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbabilityRowsTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 255, 256, 700})
  void whatIsDecodedIsWhatWasEncoded(int labels) {
    float[] rows = new float[3 * labels];
    rows[0] = 1;
    rows[labels] = 0.75f;
    rows[2 * labels - 1] = 0.25f;
    for (int i = 2 * labels; i < rows.length; i++) {
      rows[i] = 1f / labels;
    }
    ProbabilityRows format = new ProbabilityRows(labels);
    byte[] encoded = format.encode(rows);
    assertThat(format.rows(encoded)).isEqualTo(3);
    float[] decoded = new float[rows.length];
    format.add(encoded, IntStream.range(0, labels).toArray(), 1, decoded, labels);
    assertThat(decoded).containsExactly(rows, offset(2e-5f));
  }

  @Test
  void whatHasHardlyAnyProbabilityTakesNoBytesAndRowsStillSumToOne() {
    float[] rows = {0.99995f, 5e-5f, 0};
    ProbabilityRows format = new ProbabilityRows(3);
    byte[] encoded = format.encode(rows);
    assertThat(encoded).hasSize(4);
    float[] decoded = new float[3];
    format.add(encoded, new int[] {0, 1, 2}, 1, decoded, 3);
    assertThat(decoded).containsExactly(1, 0, 0);
  }

  @Test
  void labelsThatBecomeOneAddUpAndWeightsCount() {
    ProbabilityRows format = new ProbabilityRows(3);
    float[] sum = {0.25f, 0.25f};
    format.add(format.encode(new float[] {0.5f, 0.25f, 0.25f}), new int[] {1, 1, 0}, 0.5f, sum, 2);
    assertThat(sum).containsExactly(new float[] {0.375f, 0.625f}, offset(1e-4f));
  }

  @Test
  void aRowWithoutProbabilitiesStaysEmpty() {
    ProbabilityRows format = new ProbabilityRows(2);
    float[] sum = new float[2];
    format.add(format.encode(new float[2]), new int[] {0, 1}, 1, sum, 2);
    assertThat(sum).containsOnly(0);
    assertThat(format.rows(format.encode(new float[0]))).isZero();
  }
}
