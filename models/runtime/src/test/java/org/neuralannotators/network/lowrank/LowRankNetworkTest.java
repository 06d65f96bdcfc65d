package org.neuralannotators.network.lowrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.lm.decoder.DecoderNetwork;
import org.neuralannotators.lm.decoder.DecoderShapes;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;

class LowRankNetworkTest {
  private static final List<TextWindow> WINDOWS =
      List.of(TextWindow.of(1, 4, 2, 2, 6, 3), TextWindow.of(5, 0, 1));

  private final Kernels kernels = Kernels.of(DataType.DOUBLE);
  private final Workspace workspace = new Workspace(DataType.DOUBLE);

  @AfterEach
  void close() {
    workspace.close();
    kernels.close();
  }

  private static DecoderNetwork decoder(DecoderShapes shape) {
    DecoderNetwork decoder = new DecoderNetwork(shape.architecture(), 0.1);
    decoder.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
    return decoder;
  }

  private static LowRankNetwork<TextWindow> lowRank(DecoderNetwork decoder) {
    return new LowRankNetwork<>(decoder, List.of(), 2, 3, new Random(7));
  }

  private double loss(Trainable<TextWindow> network, Gradients gradients) {
    workspace.reset();
    return network
        .train(new Pass(kernels, workspace, gradients, new Random(3)), WINDOWS, 0.5)
        .loss();
  }

  @ParameterizedTest
  @EnumSource(names = {"GPT_2", "LLAMA"})
  void gradientAgreesWithFiniteDifferences(DecoderShapes shape) {
    try (DecoderNetwork decoder = decoder(shape);
        LowRankNetwork<TextWindow> network = lowRank(decoder);
        Gradients gradients = new Gradients(network.parameters())) {
      Random random = new Random(9);
      for (Parameter parameter : network.parameters().all()) {
        parameter.value().write(random.doubles(parameter.value().size(), -0.3, 0.3).toArray());
      }
      loss(network, gradients);
      GradientCheck.check(
          "factors",
          network.parameters().values(),
          gradients.flat().toDoubles(),
          () -> loss(network, gradients));
    }
  }

  @Test
  void nothingIsAddedAtFirstAndLaterOnlyToAttention() {
    try (DecoderNetwork decoder = decoder(DecoderShapes.GPT_2);
        LowRankNetwork<TextWindow> network = lowRank(decoder);
        Gradients own = new Gradients(decoder.parameters());
        Gradients gradients = new Gradients(network.parameters())) {
      double[] before = decoder.parameters().flat().toDoubles();
      assertThat(loss(network, gradients)).isEqualTo(loss(decoder, own));
      assertThat(decoder.parameters().flat().toDoubles()).containsExactly(before);
      assertThat(network.parameters().all())
          .extracting(Parameter::name)
          .startsWith("layers.0.attention.input.weight.a", "layers.0.attention.input.weight.b")
          .hasSize(2 * 2 * 2);
      Parameter a = network.parameters().all().get(0);
      Parameter b = network.parameters().all().get(1);
      b.value().write(new Random(2).doubles(b.value().size()).toArray());
      network.merge();
      int at = 0;
      for (Parameter parameter : decoder.parameters().all()) {
        double[] now = parameter.value().toDoubles();
        for (int i = 0; i < now.length; i++, at++) {
          double added =
              parameter.name().equals("layers.0.attention.input.weight")
                  ? 1.5 * product(a, b, i / parameter.columns(), i % parameter.columns())
                  : 0;
          assertThat(now[i]).isCloseTo(before[at] + added, offset(1e-12));
        }
      }
    }
  }

  private static double product(Parameter a, Parameter b, int row, int column) {
    double sum = 0;
    for (int i = 0; i < a.columns(); i++) {
      sum +=
          a.value().toDoubles()[row * a.columns() + i]
              * b.value().toDoubles()[i * b.columns() + column];
    }
    return sum;
  }
}
