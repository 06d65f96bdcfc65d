package org.neuralannotators.translate.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.generate.Decoding;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.Workspace;

class EncoderDecoderNetworkTest {
  private static final TransformerArchitecture.Dropouts DROPOUTS =
      new TransformerArchitecture.Dropouts(0.2, 0.1, 0.1);

  private static final List<ParallelExample> EXAMPLES =
      List.of(
          new ParallelExample(new int[] {3, 4, 5, 5, 6, 7, 1}, new int[] {6}),
          new ParallelExample(new int[] {5}, new int[] {3, 3, 4, 7, 2, 6}));

  private static final int STEPS = 7;

  private final Kernels kernels = Kernels.of(DataType.DOUBLE);
  private final Workspace workspace = new Workspace(DataType.DOUBLE);

  @AfterEach
  void close() {
    workspace.close();
    kernels.close();
  }

  private static EncoderDecoderNetwork network(
      EncoderDecoderShapes shape, TransformerArchitecture.Dropouts dropouts) {
    EncoderDecoderNetwork network = new EncoderDecoderNetwork(shape.architecture(), dropouts, 0.1);
    network.parameters().allocate(DataType.DOUBLE).initialize(new Random(5));
    // No bias that starts from 0 may hide that it is left out.
    Random random = new Random(6);
    double[] values = network.parameters().flat().toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.1 * random.nextGaussian();
    }
    network.parameters().flat().write(values);
    return network;
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithFiniteDifferences(EncoderDecoderShapes shape) {
    try (EncoderDecoderNetwork network = network(shape, DROPOUTS);
        Gradients gradients = new Gradients(network.parameters())) {
      loss(network, gradients, EXAMPLES);
      double[] gradient = gradients.flat().toDoubles();
      GradientCheck.check(
          "parameters",
          network.parameters().flat().memory(),
          gradient,
          () -> loss(network, gradients, EXAMPLES));
    }
  }

  /** The same dropout masks in each pass. */
  private double loss(
      EncoderDecoderNetwork network, Gradients gradients, List<ParallelExample> examples) {
    workspace.reset();
    Pass pass = new Pass(kernels, workspace, gradients, new Random(3));
    return network.train(pass, examples, 0.5).loss();
  }

  @ParameterizedTest
  @EnumSource
  void stepsSayWhatTrainingSaysOfWholeTargets(EncoderDecoderShapes shape) {
    try (EncoderDecoderNetwork network = network(shape, TransformerArchitecture.Dropouts.NONE);
        Gradients gradients = new Gradients(network.parameters())) {
      for (ParallelExample example : EXAMPLES) {
        double loss = 2 * example.length() * loss(network, gradients, List.of(example));
        assertThat(smoothedLoss(rows(network, example), example)).isCloseTo(loss, offset(1e-9));
      }
    }
  }

  /** The scores behind each piece of a target, read step by step. */
  private List<double[]> rows(EncoderDecoderNetwork network, ParallelExample example) {
    workspace.reset();
    Pass pass = Pass.inference(kernels, workspace);
    Decoding decoding = network.decode(pass, List.of(example.source()), 1, false);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < example.length(); i++) {
      int piece = i == 0 ? network.marks().begin() : example.target()[i - 1];
      rows.add(decoding.read(new int[] {piece}).toDoubles());
    }
    return rows;
  }

  private static double smoothedLoss(List<double[]> rows, ParallelExample example) {
    double loss = 0;
    for (int i = 0; i < rows.size(); i++) {
      double[] scores = rows.get(i);
      double total = Math.log(IntStream.range(0, 8).mapToDouble(j -> Math.exp(scores[j])).sum());
      int label = i == example.target().length ? 1 : example.target()[i];
      for (int j = 0; j < scores.length; j++) {
        loss -= ((j == label ? 0.9 : 0) + 0.1 / 8) * (scores[j] - total);
      }
    }
    return loss;
  }

  @ParameterizedTest
  @EnumSource
  void targetsThatGrowSideBySideDontTouchEachOther(EncoderDecoderShapes shape) {
    Random random = new Random(7);
    try (EncoderDecoderNetwork network = network(shape, TransformerArchitecture.Dropouts.NONE);
        Workspace own = new Workspace(DataType.DOUBLE)) {
      Pass pass = Pass.inference(kernels, own);
      List<int[]> sources = EXAMPLES.stream().map(ParallelExample::source).toList();
      Decoding decoding = network.decode(pass, sources, 6, true);
      List<ParallelExample> growing =
          sources.stream().map(source -> new ParallelExample(source, new int[0])).toList();
      int[] pieces = new int[growing.size()];
      for (int step = 0; step < STEPS; step++) {
        decoding.read(pieces);
        int[] parents = parents(growing, random);
        decoding.select(parents);
        pieces = random.ints(parents.length, 0, 8).toArray();
        growing = extended(growing, parents, pieces);
      }
      Matrix scores = decoding.read(pieces);
      assertThat(decoding.alignments()).hasNumberOfRows(growing.size());
      for (int i = 0; i < growing.size(); i++) {
        assertThat(scores.rows(i, i + 1).toDoubles())
            .as("target %d", i)
            .containsExactly(rows(network, growing.get(i)).get(STEPS), offset(1e-9));
        assertThat(decoding.alignments()[i]).hasSize(growing.get(i).source().length);
      }
    }
  }

  /** One to three targets of each source go on. */
  private static int[] parents(List<ParallelExample> growing, Random random) {
    IntStream.Builder parents = IntStream.builder();
    for (ParallelExample example : EXAMPLES) {
      int[] own =
          IntStream.range(0, growing.size())
              .filter(i -> growing.get(i).source() == example.source())
              .toArray();
      IntStream.rangeClosed(0, random.nextInt(3))
          .map(i -> own[random.nextInt(own.length)])
          .forEach(parents::add);
    }
    return parents.build().toArray();
  }

  private static List<ParallelExample> extended(
      List<ParallelExample> growing, int[] parents, int[] pieces) {
    return IntStream.range(0, parents.length)
        .mapToObj(
            i -> {
              ParallelExample parent = growing.get(parents[i]);
              return new ParallelExample(
                  parent.source(), PieceRows.ended(parent.target(), pieces[i]));
            })
        .toList();
  }
}
