package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

class DebertaEncoderTest {
  private static final int HIDDEN = 6;

  private static final PieceBatch BATCH =
      new PieceBatch(
          new RaggedRows(3, 1, 9),
          new int[] {2, 4, 3, 8, 2, 5, 5, 7, 3, 1, 6, 6, 0},
          new int[] {0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1});

  private static DebertaArchitecture architecture(
      DebertaDistances distances,
      boolean absolute,
      boolean keyBiases,
      DebertaConvolution convolution) {
    return new DebertaArchitecture(
        2,
        2,
        HIDDEN,
        8,
        9,
        9,
        absolute ? 2 : 0,
        Activation.GELU,
        0.1,
        convolution == null ? HIDDEN : 4,
        absolute,
        keyBiases,
        distances,
        convolution);
  }

  static DebertaArchitecture[] architectures() {
    return new DebertaArchitecture[] {
      architecture(new DebertaDistances(true, true, true, true, 9, 4), false, true, null),
      architecture(
          new DebertaDistances(true, true, false, false, 9, 4),
          true,
          true,
          new DebertaConvolution(3, 2, Activation.GELU)),
      architecture(
          new DebertaDistances(true, false, false, true, 4, 0),
          false,
          true,
          new DebertaConvolution(5, 1, Activation.TANH)),
      architecture(new DebertaDistances(false, true, true, false, 3, 0), false, true, null),
      architecture(new DebertaDistances(true, true, false, false, 4, 0), false, false, null),
      architecture(null, true, false, null)
    };
  }

  /** An encoder with its memory. */
  private static final class Network implements AutoCloseable {
    final Parameters parameters = new Parameters();
    final EmbeddingTable pieces;
    final Encoder encoder;
    final Kernels kernels;
    final Workspace workspace;
    final Gradients gradients;

    Network(DataType type, DebertaArchitecture architecture, double dropout) {
      int columns = architecture.embeddingSize();
      pieces = new EmbeddingTable(EncoderArchitecture.PIECES, type, 9, columns);
      pieces.value().write(new Random(1).doubles(9L * columns).toArray());
      encoder = architecture.encoder(parameters, pieces, new EncoderDropout(dropout, dropout));
      parameters.allocateLike(pieces).initialize(new Random(2));
      kernels = Kernels.of(type);
      workspace = new Workspace(type);
      gradients = new Gradients(parameters);
    }

    Pass training() {
      return new Pass(kernels, workspace, gradients, new Random(3));
    }

    double[] encode(PieceBatch batch) {
      workspace.reset();
      return encoder.encode(Pass.inference(kernels, workspace), batch).toDoubles();
    }

    @Override
    public void close() {
      gradients.close();
      workspace.close();
      kernels.close();
      parameters.close();
      pieces.close();
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void gradientsOfTheWholeEncoderAgreeWithFiniteDifferences(DebertaArchitecture architecture) {
    try (Network network = new Network(DataType.DOUBLE, architecture, 0.2)) {
      double[] weights =
          new Random(4).doubles(BATCH.ids().length * HIDDEN).map(u -> 2 * u - 1).toArray();
      DoubleSupplier loss =
          () -> {
            network.workspace.reset();
            double[] hidden =
                network.encoder.forward(network.training(), BATCH).output().toDoubles();
            double sum = 0;
            for (int i = 0; i < hidden.length; i++) {
              sum += hidden[i] * weights[i];
            }
            return sum;
          };
      Pass pass = network.training();
      Encoder.Forward trace = network.encoder.forward(pass, BATCH);
      Matrix dHidden = network.workspace.matrix(BATCH.ids().length, HIDDEN).write(weights);
      EmbeddingTable.Gradient rows = trace.backward(pass, dHidden);
      Matrix dense = network.workspace.zeros(9, architecture.embeddingSize());
      network.kernels.scatterAdd(rows.values(), network.workspace.indices(rows.rows()), dense);
      double[] dPieces = dense.toDoubles();
      double[] gradient = network.gradients.flat().toDoubles();

      GradientCheck.check("parameters", network.parameters.flat().memory(), gradient, loss);
      GradientCheck.check("pieces", network.pieces.value().memory(), dPieces, loss);
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void formsOfTheKernelsAndFrozenWeightsGiveTheSame(DebertaArchitecture architecture) {
    try (Network doubles = new Network(DataType.DOUBLE, architecture, 0);
        Network floats = new Network(DataType.FLOAT, architecture, 0);
        Lanes frozen = Lanes.forInference(1, Precision.FP32)) {
      double[] expected = doubles.encode(BATCH);
      assertThat(doubles.encoder.forward(doubles.training(), BATCH).output().toDoubles())
          .containsExactly(expected, offset(1e-12));
      assertThat(floats.encode(BATCH)).containsExactly(expected, offset(1e-5));
      for (PieceBatch batch : new PieceBatch[] {last(), BATCH}) {
        frozen.onLane(
            lane ->
                assertThat(floats.encoder.encode(lane.inference(), batch).toDoubles())
                    .containsExactly(floats.encode(batch), offset(1e-5)));
      }
    }
  }

  private static PieceBatch last() {
    return new PieceBatch(
        new RaggedRows(9),
        Arrays.copyOfRange(BATCH.ids(), 4, 13),
        Arrays.copyOfRange(BATCH.segments(), 4, 13));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aSequenceDoesNotDependOnTheOthersOfItsBatch(DebertaArchitecture architecture) {
    try (Network network = new Network(DataType.FLOAT, architecture, 0)) {
      double[] all = network.encode(BATCH);
      assertThat(network.encode(last()))
          .containsExactly(Arrays.copyOfRange(all, 4 * HIDDEN, all.length), offset(1e-6));
    }
  }

  @Test
  void noSequencesGiveNoHiddenStates() {
    try (Network network = new Network(DataType.FLOAT, architectures()[0], 0)) {
      assertThat(network.encode(new PieceBatch(new RaggedRows(), new int[0], new int[0])))
          .isEmpty();
    }
  }
}
