package org.neuralannotators.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
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
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.translate.PieceSearch;
import org.neuralannotators.translate.TranslatorOptions;

/** The gradient of the whole network agrees with finite differences. */
class TransformerNetworkTest {
  private static final List<ParallelExample> EXAMPLES =
      List.of(
          new ParallelExample(new int[] {3, 4, 5}, new int[] {6, 2}),
          new ParallelExample(new int[] {5}, new int[] {3, 3, 4, 7}),
          new ParallelExample(new int[] {2, 2}, new int[] {}));

  @ParameterizedTest
  @CsvSource({"true, true, false", "false, false, true"})
  void gradient(boolean joint, boolean normFirst, boolean learnedPositions) {
    TransformerArchitecture architecture =
        new TransformerArchitecture(
            joint ? 8 : 6, 8, joint, 6, 2, 1, 3, 5, normFirst, learnedPositions, 8);
    TransformerArchitecture.Dropouts dropouts = new TransformerArchitecture.Dropouts(0.2, 0.1, 0.1);
    try (TransformerNetwork network = new TransformerNetwork(architecture, dropouts, 0.1);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      network.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
      try (Gradients gradients = new Gradients(network.parameters())) {
        double loss = loss(network, kernels, workspace, gradients);
        // Near the beginning a network knows nothing: the loss is about that of even odds.
        assertThat(loss).isCloseTo(0.5 * Math.log(8), offset(1.0));
        double[] gradient = gradients.flat().toDoubles();
        INDArray values = network.parameters().flat().memory();
        GradientCheck.check(
            "parameters", values, gradient, () -> loss(network, kernels, workspace, gradients));
      }
    }
  }

  /** The same dropout masks in each pass. */
  private static double loss(
      TransformerNetwork network, Kernels kernels, Workspace workspace, Gradients gradients) {
    workspace.reset();
    Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
    return network.train(pass, EXAMPLES, 0.5).loss();
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void searchAndTrainingAgreeOnTheProbabilityOfATarget(int maximumRows) {
    TransformerArchitecture architecture =
        new TransformerArchitecture(8, 8, true, 6, 2, 2, 3, 5, true, false, 8);
    try (TransformerNetwork network =
            new TransformerNetwork(architecture, TransformerArchitecture.Dropouts.NONE, 0);
        Lanes lanes = new Lanes(1, DataType.DOUBLE);
        Kernels kernels = Kernels.of(DataType.DOUBLE);
        Workspace workspace = new Workspace(DataType.DOUBLE)) {
      network.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
      TranslatorOptions options =
          TranslatorOptions.DEFAULT
              .withBatchTokens(maximumRows * 4)
              .withAlignments(true)
              .withPenalties(0, 0);
      List<ScoredTarget> scored = new PieceSearch(network, lanes, options).score(EXAMPLES);
      try (Gradients gradients = new Gradients(network.parameters())) {
        for (int i = 0; i < EXAMPLES.size(); i++) {
          ParallelExample example = EXAMPLES.get(i);
          workspace.reset();
          Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
          // The mean over the pieces.
          double loss = network.train(pass, List.of(example), 1).loss();
          assertThat(scored.get(i).logProbability())
              .isCloseTo(-loss * example.length(), offset(1e-9));
          assertThat(scored.get(i).pieces()).isEqualTo(example.target());
          for (float[] row : scored.get(i).alignments()) {
            assertThat(row).hasSize(example.source().length + 1);
            double sum = 0;
            for (float weight : row) {
              sum += weight;
            }
            assertThat(sum).isCloseTo(1, offset(1e-5));
          }
        }
      }
    }
  }
}
