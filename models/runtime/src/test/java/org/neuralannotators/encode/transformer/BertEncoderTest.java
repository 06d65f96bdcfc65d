package org.neuralannotators.encode.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
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
import org.neuralannotators.head.Pooler;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
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
      this(
          type,
          new BertArchitecture(
              2,
              2,
              HIDDEN,
              8,
              5,
              9,
              2,
              shared ? Activation.GELU_TANH : Activation.GELU,
              0.1,
              embeddingSize,
              shared),
          dropout);
    }

    Network(DataType type, BertArchitecture architecture, double dropout) {
      int embeddingSize = architecture.embeddingSize();
      pieces = new EmbeddingTable(EncoderArchitecture.PIECES, type, 9, embeddingSize);
      pieces.value().write(new Random(1).doubles(9L * embeddingSize).toArray());
      encoder =
          BertEncoder.of(parameters, pieces, architecture, new EncoderDropout(dropout, dropout));
      pooler = new Pooler(parameters, architecture.hidden());
      parameters.allocateLike(pieces).initialize(new Random(2));
      kernels = Kernels.of(type);
      workspace = new Workspace(type);
      gradients = new Gradients(parameters);
    }

    Pass training() {
      return new Pass(kernels, workspace, gradients, new Random(3));
    }

    Parameter parameter(String name) {
      return parameters.all().stream().filter(p -> p.name().equals(name)).findAny().orElseThrow();
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
    gradientsAgree(new Network(DataType.DOUBLE, embeddingSize, shared, 0.2), embeddingSize);
  }

  /** ALBERT of three layers in two groups of two: the first two layers are the first group. */
  private static BertArchitecture groups() {
    return new BertArchitecture(
        3, 2, HIDDEN, 8, 5, 9, 2, Activation.GELU_TANH, 0.1, 4, true, 0, 2, 2);
  }

  @Test
  void gradientsOfGroupsOfLayersAgreeWithFiniteDifferences() {
    gradientsAgree(new Network(DataType.DOUBLE, groups(), 0.2), 4);
  }

  @Test
  void groupsOfLayersAreRunThroughInTurn() {
    BertArchitecture flat =
        new BertArchitecture(6, 2, HIDDEN, 8, 5, 9, 2, Activation.GELU_TANH, 0.1, 4, false);
    try (Network grouped = new Network(DataType.DOUBLE, groups(), 0);
        Network own = new Network(DataType.DOUBLE, flat, 0)) {
      List<String> layers = List.of("0.", "0.1.", "0.", "0.1.", "1.", "1.1.");
      own.parameters
          .all()
          .forEach(
              to -> {
                String name = to.name();
                for (int i = 0; i < layers.size(); i++) {
                  if (to.name().startsWith("encoder.layer." + i)) {
                    name = to.name().replace("layer." + i + ".", "layer." + layers.get(i));
                  }
                }
                to.value().write(grouped.parameter(name).value().toDoubles());
              });
      assertThat(grouped.encode(BATCH)).containsExactly(own.encode(BATCH), offset(1e-12));
      List<Integer> seen = new ArrayList<>();
      grouped.workspace.reset();
      grouped.encoder.encode(
          Pass.inference(grouped.kernels, grouped.workspace),
          BATCH,
          (hidden, layer) -> seen.add(layer));
      assertThat(seen).containsExactly(0, 1, 2, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,4,1", "true,2,0", "false,1,1"})
  void groupsThatCannotBeAreRefused(boolean shared, int groups, int groupLayers) {
    assertThatThrownBy(
            () ->
                new BertArchitecture(
                    3,
                    2,
                    HIDDEN,
                    8,
                    5,
                    9,
                    2,
                    Activation.GELU,
                    0.1,
                    4,
                    shared,
                    0,
                    groups,
                    groupLayers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[" + groups + "] groups", "[3]", "expected");
  }

  @Test
  void aManifestThatKnowsNoGroupsHasOne() throws IOException {
    String old =
        """
        {"layers": 3, "heads": 2, "hidden": 6, "intermediate": 8, "maximumPositions": 5,
         "vocabulary": 9, "segments": 2, "activation": "TANH", "epsilon": 0.1, "embeddingSize": 4,
         "sharedLayers": true}
        """;
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(old, EncoderArchitecture.class))
        .isEqualTo(
            new BertArchitecture(
                3, 2, HIDDEN, 8, 5, 9, 2, Activation.GELU_TANH, 0.1, 4, true, 0, 1, 1));
    assertThat(json.readValue(json.writeValueAsString(groups()), EncoderArchitecture.class))
        .isEqualTo(groups());
  }

  private static void gradientsAgree(Network open, int embeddingSize) {
    try (Network network = open) {
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
