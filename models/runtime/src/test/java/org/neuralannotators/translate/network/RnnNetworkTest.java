package org.neuralannotators.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.attention.AttentionScore;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.translate.PieceSearch;
import org.neuralannotators.translate.TranslatorOptions;

/** Recurrent encoders and decoders of all kinds, tiny ones in double precision. */
class RnnNetworkTest {
  private static final List<ParallelExample> EXAMPLES =
      List.of(
          new ParallelExample(new int[] {3, 4, 5}, new int[] {6, 2}),
          new ParallelExample(new int[] {5}, new int[] {}),
          new ParallelExample(new int[] {2, 2}, new int[] {7}));

  private static final String KINDS =
      """
      GRU,  2, BIDIRECTIONAL, CONCAT,  false, false, false
      GRU,  1, BIDIRECTIONAL, CONCAT,  true,  false, true
      GRU,  2, FORWARD,       GENERAL, false, true,  false
      GRU,  2, REVERSED,      NONE,    false, false, false
      LSTM, 1, BIDIRECTIONAL, GENERAL, false, false, true
      LSTM, 2, FORWARD,       DOT,     true,  false, false
      LSTM, 2, REVERSED,      NONE,    false, false, true
      LSTM, 1, REVERSED,      DOT,     false, true,  true
      """;

  private static RnnArchitecture architecture(
      RecurrentCell cell,
      int layers,
      SourceReading encoder,
      AttentionScore attention,
      boolean attentionFirst,
      boolean inputFeeding,
      boolean tied) {
    return new RnnArchitecture(
        tied ? 8 : 6,
        8,
        tied,
        cell,
        3,
        4,
        4,
        layers,
        encoder,
        attention,
        5,
        attentionFirst,
        inputFeeding,
        tied,
        8);
  }

  @ParameterizedTest
  @CsvSource(textBlock = KINDS)
  void gradient(
      RecurrentCell cell,
      int layers,
      SourceReading encoder,
      AttentionScore attention,
      boolean attentionFirst,
      boolean inputFeeding,
      boolean tied) {
    RnnArchitecture architecture =
        architecture(cell, layers, encoder, attention, attentionFirst, inputFeeding, tied);
    try (RnnNetwork network = new RnnNetwork(architecture, 0.2, 0.1);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      network.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
      try (Gradients gradients = new Gradients(network.parameters())) {
        double loss = loss(network, kernels, workspace, gradients);
        // Near the beginning a network knows nothing: the loss is about that of even odds.
        assertThat(loss).isCloseTo(0.5 * Math.log(8), offset(0.5));
        double[] gradient = gradients.flat().toDoubles();
        INDArray values = network.parameters().flat().memory();
        GradientCheck.check(
            architecture.toString(),
            values,
            gradient,
            () -> loss(network, kernels, workspace, gradients));
      }
    }
  }

  /** The same dropout masks in each pass. */
  private static double loss(
      RnnNetwork network, Kernels kernels, Workspace workspace, Gradients gradients) {
    workspace.reset();
    Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
    return network.train(pass, EXAMPLES, 0.5).loss();
  }

  @ParameterizedTest
  @CsvSource(textBlock = KINDS)
  void searchAndTrainingAgreeOnTheProbabilityOfATargetInEachBatch(
      RecurrentCell cell,
      int layers,
      SourceReading encoder,
      AttentionScore attention,
      boolean attentionFirst,
      boolean inputFeeding,
      boolean tied) {
    RnnArchitecture architecture =
        architecture(cell, layers, encoder, attention, attentionFirst, inputFeeding, tied);
    try (RnnNetwork network = new RnnNetwork(architecture, 0, 0);
        Lanes lanes = new Lanes(1, DataType.DOUBLE);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      network.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
      TranslatorOptions options =
          TranslatorOptions.DEFAULT
              .withBeam(3)
              .withNBest(3)
              .withAlignments(true)
              .withPenalties(0, 0);
      List<ScoredTarget> together = new PieceSearch(network, lanes, options).score(EXAMPLES);
      List<ScoredTarget> apart =
          new PieceSearch(network, lanes, options.withBatchTokens(1)).score(EXAMPLES);
      List<List<ScoredTarget>> found =
          new PieceSearch(network, lanes, options)
              .search(EXAMPLES.stream().map(ParallelExample::source).toList());
      try (Gradients gradients = new Gradients(network.parameters())) {
        for (int i = 0; i < EXAMPLES.size(); i++) {
          ParallelExample example = EXAMPLES.get(i);
          workspace.reset();
          Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
          // The mean over the pieces.
          double expected = -network.train(pass, List.of(example), 1).loss() * example.length();
          assertThat(together.get(i).logProbability()).isCloseTo(expected, offset(1e-9));
          assertThat(apart.get(i).logProbability()).isCloseTo(expected, offset(1e-9));
          assertAligned(architecture, example, together.get(i).alignments());
          assertScored(network, lanes, options, example.source(), found.get(i));
        }
      }
    }
  }

  private static void assertAligned(
      RnnArchitecture architecture, ParallelExample example, float[][] alignments) {
    if (architecture.attention() == AttentionScore.NONE) {
      assertThat(alignments).isNull();
      return;
    }
    assertThat(alignments).hasNumberOfRows(example.length());
    for (float[] row : alignments) {
      assertThat(row).hasSize(example.source().length + 1);
      double sum = 0;
      for (float weight : row) {
        sum += weight;
      }
      assertThat(sum).isCloseTo(1, offset(1e-5));
    }
  }

  /** What the beam found has the score of forced decoding, and the best comes first. */
  private static void assertScored(
      RnnNetwork network,
      Lanes lanes,
      TranslatorOptions options,
      int[] source,
      List<ScoredTarget> found) {
    assertThat(found).hasSize(3);
    double before = Double.POSITIVE_INFINITY;
    List<ScoredTarget> scored =
        new PieceSearch(network, lanes, options)
            .score(found.stream().map(t -> new ParallelExample(source, t.pieces())).toList());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).score()).isLessThanOrEqualTo(before);
      before = found.get(i).score();
      // The search reads probabilities in single precision.
      assertThat(scored.get(i).score()).isCloseTo(before, offset(1e-6));
    }
  }

  /** Alignments are in the source's order, whatever the encoder's was. */
  @Test
  void dotAttentionSeesTheSameSourceFromBothEnds() {
    int[] source = {3, 4, 5, 2};
    int[] mirrored = {2, 5, 4, 3};
    float[][] forward = alignments(SourceReading.FORWARD, mirrored);
    float[][] reversed = alignments(SourceReading.REVERSED, source);
    for (int i = 0; i < forward.length; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(reversed[i][j]).isCloseTo(forward[i][3 - j], offset(1e-6f));
      }
      assertThat(reversed[i][4]).isCloseTo(forward[i][4], offset(1e-6f));
    }
  }

  private static float[][] alignments(SourceReading reading, int[] source) {
    try (RnnNetwork network =
            new RnnNetwork(
                architecture(RecurrentCell.GRU, 1, reading, AttentionScore.DOT, false, false, true),
                0,
                0);
        Lanes lanes = new Lanes(1, DataType.DOUBLE)) {
      network.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
      TranslatorOptions options = TranslatorOptions.DEFAULT.withAlignments(true);
      ParallelExample example = new ParallelExample(source, new int[] {6, 7, 2});
      return new PieceSearch(network, lanes, options).score(List.of(example)).get(0).alignments();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, true, false, [attention: none]",
    "NONE, false, true, [attention: none]",
    "DOT, true, true, expected one of them"
  })
  void whatDoesNotGoTogetherIsRefused(
      AttentionScore attention, boolean attentionFirst, boolean inputFeeding, String message) {
    assertThatThrownBy(
            () ->
                architecture(
                    RecurrentCell.GRU,
                    1,
                    SourceReading.FORWARD,
                    attention,
                    attentionFirst,
                    inputFeeding,
                    false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void dotAttentionToABidirectionalEncoderOfAsManyUnitsIsRefused() {
    RnnArchitecture architecture =
        architecture(
            RecurrentCell.GRU,
            1,
            SourceReading.BIDIRECTIONAL,
            AttentionScore.DOT,
            false,
            false,
            false);
    assertThatThrownBy(() -> new RnnNetwork(architecture, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[dot] of [4]", "[8]", "[general]");
  }
}
