package org.neuralannotators.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.encode.transformer.PoolerShape;
import org.neuralannotators.encode.transformer.TransformShape;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class EncoderHeadNetworkTest {
  private static final BertArchitecture BERT =
      new BertArchitecture(2, 2, 6, 8, 6, 7, 2, Activation.GELU, 0.1, 6, false);
  private static final PieceSequence SHORT = sequence(new int[] {1, 2}, new int[] {0, 0});
  private static final PieceSequence PAIR =
      sequence(new int[] {1, 4, 2, 5, 6, 2}, new int[] {0, 0, 0, 1, 1, 1});
  private static final PieceSequence TEXT = sequence(new int[] {1, 3, 3, 2}, new int[4]);

  private static PieceSequence sequence(int[] ids, int[] segments) {
    return new PieceSequence(ids, segments);
  }

  private static <T> EncoderHeadNetwork<T> network(EncoderHeadNetwork.HeadFactory<T> heads) {
    EmbeddingTable pieces = new EmbeddingTable(EncoderArchitecture.PIECES, DataType.DOUBLE, 7, 6);
    pieces.value().write(new Random(1).doubles(42).toArray());
    EncoderHeadNetwork<T> network =
        new EncoderHeadNetwork<>(BERT, new EncoderDropout(0.2, 0.1), pieces, heads);
    network.initialize(new Random(2));
    return network;
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST, TANH, true, , false",
    "FIRST, , false, , false",
    "FIRST, GELU, true, , false",
    "LAST, TANH, true, , false",
    "MEAN, GELU, false, 0.1, false",
    "MEAN, RELU, true, 0.1, true",
    "MEAN, , false, , false"
  })
  void gradientsOfTheClassifierAgreeWithFiniteDifferences(
      PoolerShape.Pooling pooling,
      Activation activation,
      boolean bias,
      Double epsilon,
      boolean normBias) {
    PoolerShape shape =
        new PoolerShape(
            pooling,
            activation == null ? null : new TransformShape(activation, bias, epsilon, normBias));
    check(
        network(
            (parameters, encoder, dropout) ->
                new ClassHead(parameters, encoder, shape, 3, dropout)),
        List.of(
            new SequenceExample<>(SHORT, ClassTarget.gold(2, 3)),
            new SequenceExample<>(PAIR, ClassTarget.gold(0, 3)),
            new SequenceExample<>(TEXT, ClassTarget.gold(2, 3))));
  }

  @Test
  void gradientsOfAClassifierThatIsTaughtProbabilitiesAgreeWithFiniteDifferences() {
    float[] probabilities = {0.2f, 0.7f, 0.1f};
    ClassTarget.Term soft = new ClassTarget.Term(probabilities, 2.5, 0.6);
    check(
        network(
            (parameters, encoder, dropout) ->
                new ClassHead(
                    parameters,
                    encoder,
                    new PoolerShape(PoolerShape.Pooling.MEAN, null),
                    3,
                    dropout)),
        List.of(
            new SequenceExample<>(SHORT, new ClassTarget(List.of(soft))),
            new SequenceExample<>(
                PAIR, new ClassTarget(List.of(soft, ClassTarget.goldTerm(2, 3, 0.4)))),
            new SequenceExample<>(TEXT, ClassTarget.gold(0, 3))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsOfTheQuestionAnswererAgreeWithFiniteDifferences(boolean transformed) {
    TransformShape shape =
        transformed ? new TransformShape(Activation.GELU, false, 0.1, false) : null;
    check(
        network((parameters, encoder, dropout) -> new SpanHead(parameters, encoder, shape)),
        List.of(
            new SequenceExample<>(SHORT, PieceSpan.NONE),
            new SequenceExample<>(PAIR, new PieceSpan(3, 4)),
            new SequenceExample<>(TEXT, new PieceSpan(2, 2))));
  }

  private static <T> void check(EncoderHeadNetwork<T> network, List<SequenceExample<T>> examples) {
    try (network;
        Gradients gradients = new Gradients(network.parameters());
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      DoubleSupplier loss =
          () -> {
            workspace.reset();
            return network
                .train(new Pass(kernels, workspace, gradients, new Random(3)), examples, 0.7)
                .loss();
          };
      Trainable.Step step =
          network.train(new Pass(kernels, workspace, gradients, new Random(3)), examples, 0.7);
      double[] gradient = gradients.flat().toDoubles();
      assertThat(step.loss()).isPositive();
      Matrix dense = workspace.zeros(7, 6);
      kernels.scatterAdd(step.table().values(), workspace.indices(step.table().rows()), dense);
      double[] tableGradient = dense.toDoubles();
      GradientCheck.check("parameters", network.parameters().flat().memory(), gradient, loss);
      GradientCheck.check("pieces", network.table().value().memory(), tableGradient, loss);
    }
  }
}
