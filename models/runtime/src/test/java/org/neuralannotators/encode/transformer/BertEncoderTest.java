package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.PieceBatch;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Gelu;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.Workspace;

class BertEncoderTest {
  private static final int HIDDEN = 6;

  private static final PieceBatch BATCH =
      new PieceBatch(
          new RaggedRows(3, 1, 5),
          new int[] {2, 4, 3, 8, 2, 5, 5, 7, 3},
          new int[] {0, 0, 1, 0, 0, 0, 0, 1, 1});

  /** An encoder and a pooler with their memory. */
  private static final class Network implements AutoCloseable {
    final Parameters parameters = new Parameters();
    final EmbeddingTable pieces;
    final Encoder encoder;
    final Pooler pooler;
    final Kernels kernels;
    final Workspace workspace;
    final Gradients gradients;

    Network(DataType type, int embeddingSize, boolean shared, double dropout) {
      BertArchitecture architecture =
          new BertArchitecture(
              2, 2, HIDDEN, 8, 5, 9, 2, shared ? Gelu.TANH : Gelu.ERF, 0.1, embeddingSize, shared);
      pieces = new EmbeddingTable(EncoderArchitecture.PIECES, type, 9, embeddingSize);
      pieces.value().write(new Random(1).doubles(9L * embeddingSize).toArray());
      encoder =
          BertEncoder.of(parameters, pieces, architecture, new EncoderDropout(dropout, dropout));
      pooler = new Pooler(parameters, architecture);
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

  private static double[] numbers(int count) {
    return new Random(4).doubles(count).map(u -> 2 * u - 1).toArray();
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"6,false", "4,true", "4,false", "6,true"})
  void gradientsOfTheWholeEncoderAgreeWithFiniteDifferences(int embeddingSize, boolean shared) {
    try (Network network = new Network(DataType.DOUBLE, embeddingSize, shared, 0.2)) {
      double[] ofHidden = numbers(BATCH.ids().length * HIDDEN);
      double[] ofPooled = numbers(3 * HIDDEN);
      DoubleSupplier loss =
          () -> {
            network.workspace.reset();
            Pass pass = network.training();
            Matrix hidden = network.encoder.forward(pass, BATCH).output();
            Matrix pooled = network.pooler.forward(pass, BATCH.rows(), hidden).output();
            return product(hidden.toDoubles(), ofHidden) + product(pooled.toDoubles(), ofPooled);
          };
      Pass pass = network.training();
      Encoder.Forward trace = network.encoder.forward(pass, BATCH);
      Pooler.Trace pooled = network.pooler.forward(pass, BATCH.rows(), trace.output());
      Matrix dHidden = network.workspace.matrix(BATCH.ids().length, HIDDEN).write(ofHidden);
      Matrix dPooled = network.workspace.matrix(3, HIDDEN).write(ofPooled);
      network.pooler.backward(pass, pooled, dPooled, dHidden);
      EmbeddingTable.Gradient rows = trace.backward(pass, dHidden);
      Matrix dense = network.workspace.zeros(9, embeddingSize);
      network.kernels.scatterAdd(rows.values(), network.workspace.indices(rows.rows()), dense);
      double[] dPieces = dense.toDoubles();
      double[] gradient = network.gradients.flat().toDoubles();

      GradientCheck.check("parameters", network.parameters.flat().memory(), gradient, loss);
      GradientCheck.check("pieces", network.pieces.value().memory(), dPieces, loss);
    }
  }

  @Test
  void encodingIsTheForwardPassWithoutDropout() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      try (Network network = new Network(type, 4, false, 0)) {
        double[] trained = network.encoder.forward(network.training(), BATCH).output().toDoubles();
        assertThat(network.encode(BATCH)).containsExactly(trained, offset(1e-6));
      }
    }
  }

  @Test
  void formsOfTheKernelsGiveTheSameHiddenStates() {
    try (Network doubles = new Network(DataType.DOUBLE, 6, false, 0);
        Network floats = new Network(DataType.FLOAT, 6, false, 0)) {
      assertThat(floats.encode(BATCH)).containsExactly(doubles.encode(BATCH), offset(1e-5));
    }
  }

  @Test
  void aSequenceDoesNotDependOnTheOthersOfItsBatch() {
    try (Network network = new Network(DataType.FLOAT, 6, false, 0)) {
      double[] all = network.encode(BATCH);
      double[] alone =
          network.encode(
              new PieceBatch(
                  new RaggedRows(5), new int[] {2, 5, 5, 7, 3}, new int[] {0, 0, 0, 1, 1}));
      assertThat(alone)
          .containsExactly(Arrays.copyOfRange(all, 4 * HIDDEN, all.length), offset(1e-6));
    }
  }

  @Test
  void stepsOfGradientDescentOverfitATinySet() {
    try (Network network = new Network(DataType.FLOAT, 6, false, 0)) {
      double[] wanted = Arrays.stream(numbers(3 * HIDDEN)).map(x -> x / 2).toArray();
      double first = 0;
      double last = 0;
      for (int step = 0; step < 300; step++) {
        network.workspace.reset();
        network.gradients.flat().clear();
        Pass pass = network.training();
        Encoder.Forward trace = network.encoder.forward(pass, BATCH);
        Pooler.Trace pooled = network.pooler.forward(pass, BATCH.rows(), trace.output());
        double[] error = pooled.output().toDoubles();
        Arrays.setAll(error, i -> error[i] - wanted[i]);
        last = product(error, error) / 2;
        first = step == 0 ? last : first;
        Matrix dHidden = network.workspace.zeros(BATCH.ids().length, HIDDEN);
        Matrix dPooled = network.workspace.matrix(3, HIDDEN).write(error);
        network.pooler.backward(pass, pooled, dPooled, dHidden);
        EmbeddingTable.Gradient rows = trace.backward(pass, dHidden);
        descend(network.parameters.flat(), network.gradients.flat());
        Matrix dense = network.workspace.zeros(9, 6);
        network.kernels.scatterAdd(rows.values(), network.workspace.indices(rows.rows()), dense);
        descend(network.pieces.value(), dense);
      }
      assertThat(first).isGreaterThan(0.5);
      assertThat(last).isLessThan(1e-4);
    }
  }

  private static void descend(Matrix values, Matrix gradient) {
    values.array().subi(gradient.array().mul(0.1));
  }

  @Test
  void aSequenceBeyondTheLastPositionIsRefused() {
    try (Network network = new Network(DataType.FLOAT, 6, false, 0)) {
      PieceBatch tooLong =
          PieceBatch.of(List.of(PieceSequence.of(2), PieceSequence.of(new int[6])));
      assertThatThrownBy(() -> network.encode(tooLong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("[6]", "[5]", "windows");
    }
  }

  @Test
  void noSequencesGiveNoHiddenStates() {
    try (Network network = new Network(DataType.FLOAT, 6, false, 0)) {
      assertThat(network.encode(PieceBatch.of(List.of()))).isEmpty();
    }
  }
}
