package org.neuralannotators.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.embed.TokenLayers;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.GradientCheck;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.Workspace;

class BiLstmCrfNetworkTest {
  private static final LabelSet LABELS = LabelSet.of(TagScheme.BIOES, List.of("PER", "LOC"));

  private static final int[] ANN = {2, 4, 5, 3};
  private static final int[] SAW = {2, 6, 3};
  private static final List<EncodedSentence> SENTENCES =
      List.of(
          sentence(new int[] {1}, ANN),
          sentence(new int[] {1, 2, 1, 3}, ANN, SAW, ANN, SAW),
          sentence(new int[0]),
          sentence(new int[] {0, 3}, SAW, SAW));

  private static final int[][] GOLD = {
    tags("S-PER"), tags("B-PER", "I-PER", "E-PER", "O"), tags(), tags("O", "S-LOC")
  };

  private static final List<LabelledSentence<EncodedSentence>> EXAMPLES =
      IntStream.range(0, GOLD.length)
          .mapToObj(i -> new LabelledSentence<>(SENTENCES.get(i), GOLD[i]))
          .toList();

  private static EncodedSentence sentence(int[] words, int[]... spellings) {
    List<String> tokens = Arrays.stream(spellings).map(Arrays::toString).toList();
    return new EncodedSentence(words, spellings, tokens);
  }

  /** Two layers of random numbers, the same for the same batch. */
  private static final class RandomLayers implements TokenLayers {
    @Override
    public int count() {
      return 2;
    }

    @Override
    public int columns() {
      return 3;
    }

    @Override
    public List<Matrix> layers(Pass pass, List<List<String>> sentences, PackedSequence packed) {
      assertThat(sentences).extracting(List::size).containsExactly(1, 4, 0, 2);
      Random random = new Random(4);
      return Stream.generate(() -> pass.workspace().matrix(packed.rows(), columns()))
          .limit(count())
          .map(m -> m.write(random.doubles(m.size()).map(u -> 2 * u - 1).toArray()))
          .toList();
    }

    @Override
    public void close() {}
  }

  private static int[] tags(String... tags) {
    return Arrays.stream(tags).mapToInt(LABELS::index).toArray();
  }

  private static BiLstmCrfNetwork network(
      TaggerArchitecture.CharacterEncoding encoding,
      TaggerArchitecture.Cell cell,
      boolean crf,
      Boolean normalized) {
    TokenLayers layers = normalized == null ? null : new RandomLayers();
    TaggerArchitecture architecture =
        new TaggerArchitecture(
            3,
            new TaggerArchitecture.Characters(encoding, 3, 4, 3, 10),
            new TaggerArchitecture.RecurrentLayers(cell, 3, 2),
            crf,
            layers == null ? null : new TaggerArchitecture.Embedder(2, 3, normalized));
    EmbeddingTable words = new EmbeddingTable("words", DataType.DOUBLE, 4, 3);
    words.value().write(new Random(1).doubles(12).toArray());
    BiLstmCrfNetwork network =
        new BiLstmCrfNetwork(
            architecture,
            new TaggerDropout(0, 0.3, 0.2, 0.4, true),
            words,
            7,
            layers,
            new TransitionConstraints(
                LABELS.allowedStarts(), LABELS.allowedTransitions(), LABELS.allowedEnds()));
    network.initialize(new Random(2));
    return network;
  }

  @ParameterizedTest
  @CsvSource({
    "CNN,LSTM,true,,false",
    "LSTM,GRU,true,false,false",
    "NONE,RNN,true,true,false",
    "CNN,LSTM,false,,false",
    "CNN,LSTM,true,,true",
    "CNN,LSTM,false,,true"
  })
  void gradientsOfTheWholeNetworkAgreeWithFiniteDifferences(
      TaggerArchitecture.CharacterEncoding encoding,
      TaggerArchitecture.Cell cell,
      boolean crf,
      Boolean normalized,
      boolean taught) {
    List<LabelledSentence<EncodedSentence>> examples =
        taught ? Taught.taught(EXAMPLES, LABELS.size()) : EXAMPLES;
    try (BiLstmCrfNetwork network = network(encoding, cell, crf, normalized);
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
      Matrix dense = workspace.zeros(4, 3);
      kernels.scatterAdd(step.table().values(), workspace.indices(step.table().rows()), dense);
      double[] wordGradient = dense.toDoubles();

      assertThat(step.loss()).isPositive();
      GradientCheck.check("parameters", network.parameters().flat().memory(), gradient, loss);
      GradientCheck.check("words", network.table().value().memory(), wordGradient, loss);
    }
  }
}
