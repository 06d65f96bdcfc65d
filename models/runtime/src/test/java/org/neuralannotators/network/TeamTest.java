package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.Lanes.Lane;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Precision;

@Timeout(60)
class TeamTest {
  private static final int ROWS = 64;
  private static final int COLUMNS = 256;

  private final Parameters parameters = new Parameters();
  private final Linear linear =
      new Linear(parameters, "linear", COLUMNS, COLUMNS, Activation.IDENTITY);

  private double[] product(Lane lane) {
    float[] x = new float[ROWS * COLUMNS];
    Random random = new Random(1);
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    Matrix input = lane.workspace().matrix(ROWS, COLUMNS).write(x);
    return linear.forward(lane.inference(), input).toDoubles();
  }

  @Test
  void productsThatCoresShareAreTheSame() {
    parameters.allocate(DataType.FLOAT).initialize(new Random(2));
    try (parameters;
        Lanes lanes = Lanes.ofFloats(2)) {
      List<double[]> results = new ArrayList<>();
      lanes.onLane(lane -> results.add(product(lane)));
      for (int i = 0; i < 50; i++) {
        lanes.onLaneWithHelp(
            lane -> {
              // Several products by one team.
              results.add(product(lane));
              results.add(product(lane));
            });
      }
      assertThat(results)
          .hasSize(101)
          .allSatisfy(y -> assertThat(y).containsExactly(results.get(0), offset(1e-4)));
    }
  }

  @Test
  void frozenWeightsThatCoresShareGiveTheSame() {
    parameters.allocate(DataType.FLOAT).initialize(new Random(2));
    try (parameters;
        Lanes training = Lanes.ofFloats(1);
        Lanes frozen = Lanes.forInference(2, Precision.FP32)) {
      List<double[]> results = new ArrayList<>();
      training.onLane(lane -> results.add(product(lane)));
      frozen.onLane(lane -> results.add(product(lane)));
      for (int i = 0; i < 50; i++) {
        frozen.onLaneWithHelp(lane -> results.add(product(lane)));
      }
      assertThat(results)
          .hasSize(52)
          .allSatisfy(y -> assertThat(y).containsExactly(results.get(0), offset(1e-4)));
    }
  }

  /** Of few rows each core computes some outputs. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 32})
  void fewRowsByFrozenWeightsThatCoresShareGiveTheSame(int rows) {
    Linear wide = new Linear(parameters, "wide", 200, 1000, Activation.TANH);
    parameters.allocateFloats().initialize(new Random(2), Initializer.truncatedNormal(0.1));
    try (parameters;
        Lanes training = Lanes.ofFloats(1);
        Lanes frozen = Lanes.forInference(2, Precision.FP32)) {
      float[] x = new float[rows * 200];
      for (int i = 0; i < x.length; i++) {
        x[i] = i % 17 - 8;
      }
      List<double[]> results = new ArrayList<>();
      Consumer<Pass> run =
          pass -> {
            Matrix input = pass.workspace().matrix(rows, 200).write(x);
            results.add(wide.forward(pass, input).toDoubles());
          };
      training.onLane(lane -> run.accept(lane.inference()));
      for (int i = 0; i < 5; i++) {
        frozen.onLaneWithHelp(lane -> run.accept(lane.inference()));
      }
      for (double[] result : results) {
        for (int i = 0; i < result.length; i++) {
          assertThat(result[i]).isCloseTo(results.get(0)[i], offset(1e-5));
        }
      }
    }
  }

  @Test
  void packedWeightsNeedNoOtherMemoryAndTakeRowsWithGaps() {
    parameters.allocate(DataType.FLOAT).initialize(new Random(2));
    Parameters own = new Parameters();
    Linear copy = new Linear(own, "linear", COLUMNS, COLUMNS, Activation.IDENTITY);
    own.allocateFrozen();
    for (int i = 0; i < own.all().size(); i++) {
      own.all().get(i).value().copyFrom(parameters.all().get(i).value());
    }
    try (parameters;
        own;
        Lanes training = Lanes.ofFloats(1);
        Lanes frozen = Lanes.forInference(2, Precision.FP32)) {
      training.onLane(
          lane -> {
            Matrix wide = lane.workspace().zeros(5, COLUMNS + 1);
            wide.write(new Random(3).doubles(wide.size()).toArray());
            Matrix x = wide.columns(0, COLUMNS);
            float[] expected = linear.forward(lane.inference(), x).toFloats();
            for (int i = 0; i < 2; i++) {
              frozen.onLane(
                  other ->
                      assertThat(copy.forward(other.inference(), x).toFloats())
                          .containsExactly(expected, offset(1e-4f)));
            }
          });
    }
  }

  /** Beside weights in memory of their own there is no copy for long. */
  @Test
  void packedWeightsTakeThePlaceOfTheirOwn() {
    try (Parameters own = new Parameters();
        Lanes frozen = Lanes.forInference(1, Precision.FP32)) {
      Linear large = new Linear(own, "linear", 256, 512, Activation.IDENTITY);
      own.allocateFrozen();
      Parameter weights = own.all().get(0);
      long address = weights.value().address();
      frozen.onLane(
          lane -> {
            large.forward(lane.inference(), lane.workspace().zeros(40, 256));
            PackedWeights packed = lane.frozen().of(weights, 0, 512, lane.kernels());
            Assumptions.assumeTrue(packed.isPacked());
            assertThat(packed.address()).isEqualTo(address);
            assertThat(address % 64).isZero();
          });
    }
  }

  @Test
  void parametersThatAreNotTrainedHaveNoMemoryInCommon() {
    try (Parameters own = new Parameters()) {
      own.add("w", 2, 3, Initializer.zeros());
      own.allocateFrozen();
      assertThat(own.all().get(0).value().toFloats()).containsOnly(0).hasSize(6);
      assertThatThrownBy(own::flat).isInstanceOf(IllegalStateException.class);
    }
  }

  /** Else JavaCPP refuses memory as soon as the process has four times the heap. */
  @Test
  void theHeapDoesNotLimitNativeMemory() {
    assertThat(System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes")).isEqualTo("0");
  }

  @Test
  void withoutAFreeLaneTheTaskRunsAlone() {
    parameters.allocate(DataType.FLOAT).initialize(new Random(2));
    try (parameters;
        Lanes lanes = Lanes.ofFloats(1)) {
      List<double[]> results = Collections.synchronizedList(new ArrayList<>());
      lanes.onLaneWithHelp(lane -> results.add(product(lane)));
      assertThat(results).hasSize(1);
    }
  }

  @Test
  void lanesAreFreeAgainAfterAFailure() {
    try (Lanes lanes = Lanes.ofFloats(2)) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(
                () ->
                    lanes.onLaneWithHelp(
                        lane -> {
                          throw new IllegalStateException("broken");
                        }))
            .hasMessage("broken");
      }
      List<String> ran = Collections.synchronizedList(new ArrayList<>());
      lanes.run(2, (lane, i) -> ran.add("task"));
      assertThat(ran).hasSize(2);
    }
  }

  @Test
  void failureOfTheOtherCoreIsTheTasks() {
    try (Lanes lanes = Lanes.ofFloats(2)) {
      assertThatThrownBy(
              () ->
                  lanes.onLaneWithHelp(
                      lane ->
                          lane.team()
                              .share(
                                  lane.kernels(),
                                  Long.MAX_VALUE,
                                  COLUMNS,
                                  16,
                                  (kernels, from, to) -> {
                                    if (from > 0) {
                                      throw new IllegalStateException("broken");
                                    }
                                  })))
          .hasMessage("broken");
    }
  }
}
