package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.encode.EncodedPieces;
import org.neuralannotators.encode.PieceSequence;
import org.neuralannotators.encode.transformer.BertArchitecture;
import org.neuralannotators.encode.transformer.EncoderArchitecture;
import org.neuralannotators.encode.transformer.EncoderDropout;
import org.neuralannotators.encode.transformer.TransformShape;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class EncoderTaggerNetworkTest {
  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIO, List.of("PER"));

  private static final List<LabelledSentence<EncodedPieces>> EXAMPLES =
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

  private static LabelledSentence<EncodedPieces> example(
      int[][] sequences, int[] firsts, int[] counts, String... tags) {
    return new LabelledSentence<>(
        new EncodedPieces(Arrays.stream(sequences).map(PieceSequence::of).toList(), firsts, counts),
        Arrays.stream(tags).mapToInt(LABELS::index).toArray());
  }

  private static EncoderTaggerNetwork network(
      EncoderTaggerArchitecture.Pooling pooling, boolean crf, boolean transformed) {
    TransformShape transform =
        transformed ? new TransformShape(Activation.GELU, true, 0.1, false) : null;
    BertArchitecture bert =
        new BertArchitecture(2, 2, 6, 8, 6, 7, 2, Activation.GELU, 0.1, 6, false);
    EmbeddingTable pieces = new EmbeddingTable(EncoderArchitecture.PIECES, DataType.DOUBLE, 7, 6);
    pieces.value().write(new Random(1).doubles(42).toArray());
    EncoderTaggerNetwork network =
        new EncoderTaggerNetwork(
            new EncoderTaggerArchitecture(bert, pooling, 6, 2, 0, crf, transform),
            new EncoderDropout(0.2, 0.1),
            pieces,
            TaggerModel.constraints(LABELS));
    network.initialize(new Random(2));
    return network;
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST,true,0,false,false",
    "MEAN,true,0,false,false",
    "MEAN,false,0,false,false",
    "FIRST,true,1,false,false",
    "FIRST,false,0,true,false",
    "MEAN,false,0,true,false",
    "FIRST,true,0,false,true",
    "MEAN,false,0,false,true"
  })
  void gradientsOfTheWholeNetworkAgreeWithFiniteDifferences(
      EncoderTaggerArchitecture.Pooling pooling,
      boolean crf,
      int frozen,
      boolean transformed,
      boolean taught) {
    List<LabelledSentence<EncodedPieces>> examples =
        taught ? Taught.taught(EXAMPLES, LABELS.size()) : EXAMPLES;
    try (EncoderTaggerNetwork network = network(pooling, crf, transformed);
        Gradients gradients = new Gradients(network.parameters());
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      network.encoder().freeze(frozen);
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
      if (frozen > 0) {
        assertThat(step.table()).isNull();
        assertFrozenHasNone(network, gradients);
        return;
      }
      Matrix dense = workspace.zeros(7, 6);
      kernels.scatterAdd(step.table().values(), workspace.indices(step.table().rows()), dense);
      double[] tableGradient = dense.toDoubles();
      GradientCheck.check("parameters", network.parameters().flat().memory(), gradient, loss);
      GradientCheck.check("pieces", network.table().value().memory(), tableGradient, loss);
    }
  }

  private static void assertFrozenHasNone(EncoderTaggerNetwork network, Gradients gradients) {
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
