package org.neuralannotators.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.crf.CrfTarget;
import org.neuralannotators.crf.GoldLabels;
import org.neuralannotators.crf.MixedTarget;
import org.neuralannotators.crf.SoftLabels;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.TokenSequence;
import org.neuralannotators.head.TagHead;
import org.neuralannotators.head.TagPooling;
import org.neuralannotators.head.TransformShape;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.lowrank.LowRankNetwork;

/** Heads for tags. */
class TagTrainingTest {
  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIO, List.of("PER"));

  private record Example(EncodedPieces sentence, CrfTarget target) {
    /** Random probabilities in place of the gold labels, or beside them. */
    Example taught(boolean alone) {
      Random random = new Random(target.length());
      float[] numbers = new float[target.length() * LABELS.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = random.nextFloat();
      }
      CrfTarget soft = new SoftLabels(target.length(), () -> numbers, 1.5);
      return new Example(sentence, alone ? soft : new MixedTarget(0.4, soft, target));
    }
  }

  private static final List<Example> EXAMPLES =
      List.of(
          example(new int[][] {{1, 4, 2}}, new int[] {1}, new int[] {1}, "O"),
          example(new int[0][], new int[0], new int[0]),
          // Windows that overlap.
          example(
              new int[][] {{1, 4, 5, 6, 2}, {1, 6, 3, 2}},
              new int[] {1, 3, 7},
              new int[] {2, 1, 1},
              "B-PER",
              "I-PER",
              "O"));

  private static Example example(int[][] sequences, int[] firsts, int[] counts, String... tags) {
    return new Example(
        new EncodedPieces(Arrays.stream(sequences).map(PieceSequence::of).toList(), firsts, counts),
        new GoldLabels(Arrays.stream(tags).mapToInt(LABELS::index).toArray()));
  }

  private static TagHead head(
      EncoderNetwork network, TagPooling pooling, boolean crf, boolean transformed) {
    TransformShape transform =
        transformed ? new TransformShape(Activation.GELU, true, 0.1, false) : null;
    return new TagHead(
        network.parameters(),
        network.hidden(),
        new TagHead.Shape(pooling, crf, transform),
        new TransitionConstraints(
            LABELS.allowedStarts(), LABELS.allowedTransitions(), LABELS.allowedEnds()),
        0.2);
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST,true,0,false",
    "MEAN,true,0,false",
    "MEAN,false,0,false",
    "FIRST,true,1,false",
    "FIRST,false,0,true",
    "MEAN,false,0,true"
  })
  void gradientsOfTheWholeNetworkAgreeWithFiniteDifferences(
      TagPooling pooling, boolean crf, int frozen, boolean transformed) {
    EncoderNetwork network = TrainingCheck.network();
    TagHead head = head(network, pooling, crf, transformed);
    network.initialize(new Random(2));
    network.encoder().freeze(frozen);
    HeadTraining<Example, TokenSequence, CrfTarget> training =
        new HeadTraining<>(network, head, example -> example.sentence().windows(), Example::target);
    if (frozen > 0) {
      assertFrozenHasNone(network, training);
    } else {
      TrainingCheck.check(network, pass -> training.train(pass, EXAMPLES, 0.7));
    }
  }

  @Test
  void gradientsOfLowRankAndHeadAgreeWithFiniteDifferences() {
    try (EncoderNetwork network = TrainingCheck.network()) {
      TagHead head = head(network, TagPooling.FIRST, true, false);
      network.initialize(new Random(2));
      HeadTraining<Example, TokenSequence, CrfTarget> training =
          new HeadTraining<>(
              network, head, example -> example.sentence().windows(), Example::target);
      try (LowRankNetwork<Example> lowRank =
          new LowRankNetwork<>(training, network.headParameters(), 2, 3, new Random(4))) {
        assertThat(lowRank.parameters().all())
            .extracting(Parameter::name)
            .hasSize(2 * 2 * 2 + network.headParameters().size())
            .contains("encoder.layer.1.attention.self.weight.b", "emissions.weight");
        Random random = new Random(9);
        for (Parameter each : lowRank.parameters().all()) {
          each.value().write(random.doubles(each.value().size(), -0.3, 0.3).toArray());
        }
        TrainingCheck.checkParameters(lowRank, pass -> lowRank.train(pass, EXAMPLES, 0.7));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FIRST,true,true", "FIRST,true,false", "MEAN,false,true", "MEAN,false,false"})
  void gradientsOfANetworkThatIsTaughtProbabilitiesAgreeWithFiniteDifferences(
      TagPooling pooling, boolean crf, boolean alone) {
    EncoderNetwork network = TrainingCheck.network();
    TagHead head = head(network, pooling, crf, false);
    network.initialize(new Random(2));
    HeadTraining<Example, TokenSequence, CrfTarget> training =
        new HeadTraining<>(network, head, example -> example.sentence().windows(), Example::target);
    List<Example> examples = EXAMPLES.stream().map(example -> example.taught(alone)).toList();
    TrainingCheck.check(network, pass -> training.train(pass, examples, 0.7));
  }

  private static void assertFrozenHasNone(EncoderNetwork network, Trainable<Example> training) {
    try (network;
        Gradients gradients = new Gradients(network.parameters());
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      Trainable.Step step =
          training.train(new Pass(kernels, workspace, gradients, new Random(3)), EXAMPLES, 0.7);
      assertThat(step.loss()).isPositive();
      assertThat(step.table()).isNull();
      network
          .parameters()
          .all()
          .forEach(
              p -> {
                boolean learns = p.name().matches("encoder.layer.1.*|emissions.*|crf.*");
                double sum = Arrays.stream(gradients.of(p).toDoubles()).map(Math::abs).sum();
                assertThat(sum > 0).as(p.name()).isEqualTo(learns);
              });
    }
  }
}
