package org.neuralannotators.model;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neuralannotators.encode.EncoderInput;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.head.ClassHead;
import org.neuralannotators.head.ClassTarget;
import org.neuralannotators.head.Head;
import org.neuralannotators.head.PieceSpan;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.head.SpanHead;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.network.kernel.Activation;

/** Heads for whole sequences. */
class HeadTrainingTest {
  private static final PieceSequence SHORT = sequence(new int[] {1, 2}, new int[] {0, 0});
  private static final PieceSequence PAIR =
      sequence(new int[] {1, 4, 2, 5, 6, 2}, new int[] {0, 0, 0, 1, 1, 1});
  private static final PieceSequence TEXT = sequence(new int[] {1, 3, 3, 2}, new int[4]);

  private static PieceSequence sequence(int[] ids, int[] segments) {
    return new PieceSequence(ids, segments);
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
    EncoderNetwork network = TrainingCheck.network();
    check(
        network,
        new ClassHead(network.parameters(), network.hidden(), shape, 3, 0.2),
        List.of(
            Map.entry(SHORT, ClassTarget.gold(2, 3)),
            Map.entry(PAIR, ClassTarget.gold(0, 3)),
            Map.entry(TEXT, ClassTarget.gold(2, 3))));
  }

  @Test
  void gradientsOfAClassifierThatIsTaughtProbabilitiesAgreeWithFiniteDifferences() {
    ClassTarget.Term soft = new ClassTarget.Term(new float[] {0.2f, 0.7f, 0.1f}, 2.5, 0.6);
    PoolerShape shape = new PoolerShape(PoolerShape.Pooling.MEAN, null);
    EncoderNetwork network = TrainingCheck.network();
    check(
        network,
        new ClassHead(network.parameters(), network.hidden(), shape, 3, 0.2),
        List.of(
            Map.entry(SHORT, new ClassTarget(List.of(soft))),
            Map.entry(PAIR, new ClassTarget(List.of(soft, ClassTarget.goldTerm(2, 3, 0.4)))),
            Map.entry(TEXT, ClassTarget.gold(0, 3))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsOfTheQuestionAnswererAgreeWithFiniteDifferences(boolean transformed) {
    TransformShape shape =
        transformed ? new TransformShape(Activation.GELU, false, 0.1, false) : null;
    EncoderNetwork network = TrainingCheck.network();
    check(
        network,
        new SpanHead(network.parameters(), network.hidden(), shape),
        List.of(
            Map.entry(SHORT, PieceSpan.NONE),
            Map.entry(PAIR, new PieceSpan(3, 4)),
            Map.entry(TEXT, new PieceSpan(2, 2))));
  }

  private static <G> void check(
      EncoderNetwork network,
      Head<EncoderInput, G, ?> head,
      List<Entry<PieceSequence, G>> examples) {
    network.initialize(new Random(2));
    HeadTraining<Entry<PieceSequence, G>, EncoderInput, G> training =
        new HeadTraining<>(network, head, each -> List.of(each.getKey()), Entry::getValue);
    TrainingCheck.check(network, pass -> training.train(pass, examples, 0.7));
  }
}
