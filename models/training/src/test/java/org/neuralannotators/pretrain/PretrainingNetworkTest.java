package org.neuralannotators.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Initializer;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class PretrainingNetworkTest {
  private static final int VOCABULARY = 9;

  private static final List<MaskedSequence> EXAMPLES =
      List.of(
          new MaskedSequence(
              new int[] {2, 4, 6, 3, 4, 3},
              new int[] {0, 0, 0, 0, 1, 1},
              new int[] {1, 4},
              new int[] {5, 8},
              PieceSequence.NOT_IN_ORDER),
          // Nothing to predict.
          new MaskedSequence(
              new int[] {2, 3}, new int[2], new int[0], new int[0], PieceSequence.IN_ORDER),
          new MaskedSequence(
              new int[] {2, 7, 7, 3},
              new int[] {0, 0, 1, 1},
              new int[] {2},
              new int[] {7},
              PieceSequence.IN_ORDER));

  private static BertArchitecture architecture(int embeddingSize, boolean shared) {
    return new BertArchitecture(
        2, 2, 6, 8, 6, VOCABULARY, 2, Activation.GELU, 0.1, embeddingSize, shared);
  }

  /** A network with what it computes with. */
  private static final class Training implements AutoCloseable {
    final PretrainingNetwork network;
    final Kernels kernels;
    final Workspace workspace;
    final Gradients gradients;

    Training(PretrainingNetwork network, DataType type) {
      this.network = network;
      network
          .parameters()
          .allocate(type)
          .initialize(new Random(2), Initializer.truncatedNormal(0.3));
      kernels = Kernels.of(type);
      workspace = new Workspace(type);
      gradients = new Gradients(network.parameters());
    }

    Trainable.Step step(List<MaskedSequence> examples) {
      workspace.reset();
      return network.train(new Pass(kernels, workspace, gradients, new Random(3)), examples, 0.7);
    }

    PretrainingScore evaluate() {
      workspace.reset();
      return network.evaluate(
          Pass.inference(kernels, workspace), EXAMPLES, new SplittableRandom(1));
    }

    void descend(double rate) {
      Matrix values = network.parameters().flat();
      values.array().subi(gradients.flat().array().mul(rate));
      gradients.flat().clear();
    }

    @Override
    public void close() {
      gradients.close();
      workspace.close();
      kernels.close();
      network.close();
    }
  }

  private static void check(PretrainingNetwork network) {
    try (Training training = new Training(network, DataType.DOUBLE)) {
      DoubleSupplier loss = () -> training.step(EXAMPLES).loss();
      Trainable.Step step = training.step(EXAMPLES);
      assertThat(step.loss()).isPositive();
      assertThat(step.table()).isNull();
      double[] gradient = training.gradients.flat().toDoubles();
      GradientCheck.check("parameters", network.parameters().flat().memory(), gradient, loss);
      for (Parameter parameter : network.parameters().all()) {
        double sum =
            Arrays.stream(training.gradients.of(parameter).toDoubles()).map(Math::abs).sum();
        assertThat(sum).as(parameter.name()).isGreaterThan(1e-9);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"6,false,false", "6,false,true", "4,false,true", "4,true,false"})
  void gradientsOfMaskedPiecesAndPairsAgreeWithFiniteDifferences(
      int embeddingSize, boolean shared, boolean pairs) {
    check(
        new MaskedLanguageNetwork(
            architecture(embeddingSize, shared), pairs, new EncoderDropout(0.2, 0.1)));
  }

  @ParameterizedTest
  @CsvSource({"6,0.5", "6,1", "4,0.5"})
  void gradientsOfElectrasStepAgreeWithFiniteDifferences(int embeddingSize, double width) {
    check(
        new ElectraNetwork(
            architecture(embeddingSize, false), width, 50, new EncoderDropout(0.2, 0.1)));
  }

  @Test
  void withoutDropoutAnEvaluationGivesTheLossOfTraining() {
    try (Training training =
        new Training(
            new MaskedLanguageNetwork(architecture(6, false), true, new EncoderDropout(0, 0)),
            DataType.DOUBLE)) {
      PretrainingScore score = training.evaluate();
      assertThat(score.pieces().count()).isEqualTo(3);
      assertThat(score.others().count()).isEqualTo(3);
      assertThat(training.step(EXAMPLES).loss())
          .isCloseTo(0.7 * (score.pieces().loss() + score.others().loss()) / 3, offset(1e-6));
      assertThat(Math.log(score.pieces().perplexity()))
          .isCloseTo(score.pieces().loss() / 3, offset(1e-12));
    }
  }

  @Test
  void nothingMaskedHasNoLossOfMaskedPieces() {
    try (Training training =
        new Training(
            new MaskedLanguageNetwork(architecture(6, false), false, new EncoderDropout(0, 0)),
            DataType.FLOAT)) {
      assertThat(training.step(EXAMPLES.subList(1, 2)).loss()).isZero();
    }
  }

  @Test
  void stepsOfGradientDescentLearnMaskedPiecesAndPairsByHeart() {
    try (Training training =
        new Training(
            new MaskedLanguageNetwork(architecture(6, false), true, new EncoderDropout(0, 0)),
            DataType.FLOAT)) {
      for (int i = 0; i < 400; i++) {
        training.step(EXAMPLES);
        training.descend(0.3);
      }
      assertThat(training.evaluate().pieces().accuracy()).isEqualTo(1);
      assertThat(training.evaluate().others().accuracy()).isEqualTo(1);
      assertThat(training.evaluate().pieces().perplexity()).isLessThan(1.05);
    }
  }

  @Test
  void generatorIsNarrowerAndSharesTheEmbeddings() {
    BertArchitecture full =
        new BertArchitecture(12, 12, 768, 3072, 512, 30522, 2, Activation.GELU, 1e-12, 768, false);
    BertArchitecture small = ElectraNetwork.generator(full, 0.25);
    assertThat(small)
        .isEqualTo(
            new BertArchitecture(
                12, 3, 192, 768, 512, 30522, 2, Activation.GELU, 1e-12, 768, false));
    try (PretrainingNetwork network =
        new ElectraNetwork(architecture(6, false), 0.5, 50, new EncoderDropout(0, 0))) {
      assertThat(network.parameters().all())
          .extracting(Parameter::name)
          .doesNotHaveDuplicates()
          .filteredOn(name -> name.contains("_embeddings."))
          .hasSize(3);
    }
  }

  @Test
  void truncatedNormalNumbersHaveTheirDeviationAndNoTails() {
    double[] numbers = Initializer.truncatedNormal(0.02).numbers(new Random(1), 100, 1000);
    double squares = 0;
    for (double number : numbers) {
      assertThat(Math.abs(number)).isLessThanOrEqualTo(0.04);
      squares += number * number;
    }
    // The deviation of a normal distribution cut at two deviations is 0.87963 of the whole's.
    assertThat(Math.sqrt(squares / numbers.length)).isCloseTo(0.0175926, offset(2e-4));
  }
}
