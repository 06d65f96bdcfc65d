package org.neuralannotators.encode.elmo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.Dropout;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.text.CharacterIds;

class BiLanguageModelTest {
  private static final List<List<String>> SENTENCES =
      List.of(
          List.of("<S>", "a", "bcd", "a", "</S>"),
          List.of("<S>", "</S>"),
          List.of("bcd", "é", "a"));

  private final Kernels kernels = Kernels.of(DataType.DOUBLE);
  private final Workspace workspace = new Workspace(DataType.DOUBLE);
  private final Parameters parameters = new Parameters();

  @AfterEach
  void close() {
    kernels.close();
    workspace.close();
    parameters.close();
  }

  private static ElmoArchitecture architecture(
      Activation activation, int columns, boolean skipConnections) {
    return new ElmoArchitecture(
        3,
        6,
        List.of(new ElmoArchitecture.Filters(1, 2), new ElmoArchitecture.Filters(4, 3)),
        activation,
        1,
        2,
        4,
        columns,
        3,
        0.3,
        skipConnections,
        ElmoArchitecture.Mix.NONE);
  }

  private double[] forwardAndBackward(BiLanguageModel model, Gradients gradients) {
    workspace.reset();
    Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
    TokenBatch batch = TokenBatch.of(SENTENCES, model.characterIds());
    BiLanguageModel.Trace trace =
        model.forward(pass, batch, model.zeroState(workspace, SENTENCES.size()));
    Matrix top = workspace.matrix(trace.tokens().rows(), 2 * model.architecture().columns());
    model.layer(pass, trace, model.architecture().layers(), top);
    double[] values = top.toDoubles();
    if (gradients != null) {
      int columns = model.architecture().columns();
      Matrix d = workspace.matrix(top.rows(), top.columns()).write(weights(values.length));
      Matrix dAhead = workspace.matrix(top.rows(), columns).copyFrom(d.columns(0, columns));
      Matrix dBack =
          workspace.matrix(top.rows(), columns).copyFrom(d.columns(columns, 2 * columns));
      model.backward(pass, trace, dAhead, model.inOrder(pass, trace, dBack));
    }
    return values;
  }

  private static double[] weights(int count) {
    return new Random(2).doubles(count).map(u -> 2 * u - 1).toArray();
  }

  @ParameterizedTest
  @CsvSource({"RELU, 4, true", "TANH, 5, false"})
  void gradientsAgreeWithFiniteDifferences(
      Activation activation, int columns, boolean skipConnections) {
    BiLanguageModel model =
        new BiLanguageModel(
            parameters,
            architecture(activation, columns, skipConnections),
            new Dropout(0.2, false));
    parameters.allocate(DataType.DOUBLE).initialize(new Random(5));
    try (Gradients gradients = new Gradients(parameters)) {
      forwardAndBackward(model, gradients);
      double[] gradient = gradients.flat().toDoubles();
      GradientCheck.check(
          "parameters",
          parameters.flat().memory(),
          gradient,
          () -> {
            double[] values = forwardAndBackward(model, null);
            double[] weights = weights(values.length);
            return IntStream.range(0, values.length).mapToDouble(i -> weights[i] * values[i]).sum();
          });
    }
  }

  @Test
  void aTokenIsReadOnceHoweverOftenItIsThere() {
    TokenBatch batch = TokenBatch.of(SENTENCES, new CharacterIds(50));
    assertThat(batch.words()).hasSize(5);
    assertThat(batch.wordOfRow()).hasSize(10);
  }
}
