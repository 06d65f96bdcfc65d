package org.neuralannotators.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static double[] logs(double... probabilities) {
    double[] logs = new double[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(probabilities[i]);
    }
    return logs;
  }

  @Test
  void probabilitiesAreDividedByTheirMeanWithoutContent() {
    // The means are 0.4 and 0.1: 0.3 / 0.4 = 0.75 and 0.15 / 0.1 = 1.5.
    Calibration calibration = Calibration.of(List.of(logs(0.6, 0.1), logs(0.2, 0.1)));
    assertThat(calibration.probabilities(logs(0.3, 0.15)))
        .containsExactly(new double[] {1.0 / 3, 2.0 / 3}, offset(1e-12));
  }

  @Test
  void whatHasNoContentHasNoClass() {
    double[] contentFree = logs(0.5, 0.02, 0.1);
    assertThat(Calibration.of(List.of(contentFree)).probabilities(contentFree))
        .containsExactly(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, offset(1e-12));
  }

  @Test
  void withoutCalibrationProbabilitiesAreOnlyMadeToSumToOne() {
    assertThat(Calibration.none(2).probabilities(logs(0.3, 0.1)))
        .containsExactly(new double[] {0.75, 0.25}, offset(1e-12));
  }
}
