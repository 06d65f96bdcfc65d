package org.neuralannotators.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.encode.elmo.CharacterCnn;
import org.neuralannotators.encode.elmo.CharacterEncoder;
import org.neuralannotators.encode.elmo.CharacterLstm;
import org.neuralannotators.network.attention.DistanceBuckets;
import org.neuralannotators.network.attention.KeyValueCache;
import org.neuralannotators.network.attention.MultiHeadAttention;
import org.neuralannotators.network.attention.RelativeBias;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedRows;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.recurrent.BidirectionalRecurrent;
import org.neuralannotators.network.recurrent.LstmStack;
import org.neuralannotators.network.recurrent.LstmState;
import org.neuralannotators.network.recurrent.ProjectedLstm;
import org.neuralannotators.network.transformer.DecoderLayer;
import org.neuralannotators.network.transformer.EncoderLayer;
import org.neuralannotators.network.transformer.FeedForward;
import org.neuralannotators.network.transformer.GatedFeedForward;
import org.neuralannotators.network.transformer.TransformerLayerShape;

/** Every layer's gradients agree with finite differences, with ragged batches and length 1. */
class LayersTest {
  private static final List<PackedSequence> BATCHES =
      List.of(new PackedSequence(3, 1, 5, 3), new PackedSequence(1), new PackedSequence(4, 0));

  private static final List<RaggedRows> RAGGED =
      List.of(new RaggedRows(3, 1, 5, 3), new RaggedRows(1), new RaggedRows(4, 0));

  private final Kernels kernels = Kernels.of(DataType.DOUBLE);
  private final Workspace workspace = new Workspace(DataType.DOUBLE);
  private final Parameters parameters = new Parameters();
  private Gradients gradients;

  @AfterEach
  void close() {
    kernels.close();
    workspace.close();
    parameters.close();
  }

  /** A layer's output and the way back from the output's gradient to the input's. */
  private record Output(Matrix matrix, BackwardPass backward) {}

  private interface BackwardPass {
    Matrix apply(Matrix gradient);
  }

  /** The same dropout masks in each pass. */
  private Pass pass() {
    return new Pass(kernels, workspace, gradients, new Random(3));
  }

  private static double[] gaussians(long count, int seed) {
    return new Random(seed).doubles(count).map(u -> 2 * u - 1).toArray();
  }

  /** The loss is the sum of the outputs, each with a weight of its own. */
  private void check(int rows, int columns, BiFunction<Pass, Matrix, Output> layer) {
    if (parameters.values() == null) {
      parameters.allocate(DataType.DOUBLE).initialize(new Random(5));
      gradients = new Gradients(parameters);
    }
    INDArray input = Nd4j.createFromArray(gaussians((long) rows * columns, 1));
    Matrix x = new Matrix(input, 0, rows, columns, columns);
    gradients.vector().assign(0);
    workspace.reset();
    Output output = layer.apply(pass(), copy(x));
    double[] weights = gaussians(output.matrix().size(), 2);
    Matrix dOutput =
        workspace.matrix(output.matrix().rows(), output.matrix().columns()).write(weights);
    Matrix dx = output.backward().apply(dOutput);
    double[] dInput = dx == null ? null : dx.toDoubles();
    double[] dParameters = gradients.vector().dup().data().asDouble();

    DoubleSupplier loss =
        () -> {
          workspace.reset();
          double[] values = layer.apply(pass(), copy(x)).matrix().toDoubles();
          double sum = 0;
          for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
          }
          return sum;
        };
    if (dInput != null) {
      GradientCheck.check("input", input, dInput, loss);
    }
    GradientCheck.check("parameters", parameters.values(), dParameters, loss);
  }

  private Matrix copy(Matrix x) {
    return workspace.matrix(x.rows(), x.columns()).copyFrom(x);
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"IDENTITY", "RELU", "LEAKY_RELU", "TANH", "SIGMOID"})
  void linear(Activation activation) {
    Linear layer = new Linear(parameters, "linear", 4, 3, activation);
    check(
        5,
        4,
        (pass, x) -> {
          Matrix y = layer.forward(pass, x);
          return new Output(y, dy -> layer.backward(pass, x, y, dy));
        });
  }

  @ParameterizedTest
  @EnumSource(RecurrentCell.class)
  void bidirectionalRecurrent(RecurrentCell cell) {
    BidirectionalRecurrent layer = new BidirectionalRecurrent(parameters, "recurrent", cell, 3, 4);
    for (PackedSequence packed : BATCHES) {
      check(
          packed.rows(),
          3,
          (pass, x) -> {
            SequenceBatch batch = SequenceBatch.of(packed, pass.workspace());
            BidirectionalRecurrent.Trace trace = layer.forward(pass, batch, x);
            return new Output(trace.output(), dy -> layer.backward(pass, batch, trace, dy));
          });
    }
  }

  @Test
  void twoRecurrentLayersWithVariationalAndPlainDropoutBetween() {
    for (boolean variational : new boolean[] {false, true}) {
      try (Parameters own = new Parameters()) {
        BidirectionalRecurrent lower =
            new BidirectionalRecurrent(own, "0", RecurrentCell.LSTM, 3, 2);
        BidirectionalRecurrent upper =
            new BidirectionalRecurrent(own, "1", RecurrentCell.GRU, 4, 2);
        own.allocate(DataType.DOUBLE).initialize(new Random(5));
        gradients = new Gradients(own);
        Dropout dropout = new Dropout(0.5, variational);
        INDArray input = Nd4j.createFromArray(gaussians(12 * 3, 1));
        PackedSequence packed = BATCHES.get(0);
        Consumer<double[]> none = gradient -> {};
        double loss = twoLayers(lower, upper, dropout, packed, input, none);
        assertThat(twoLayers(lower, upper, dropout, packed, input, none)).isEqualTo(loss);
        gradients.vector().assign(0);
        double[][] gradient = new double[1][];
        twoLayers(lower, upper, dropout, packed, input, g -> gradient[0] = g);
        double[] dParameters = gradients.vector().dup().data().asDouble();
        GradientCheck.check(
            "input",
            input,
            gradient[0],
            () -> twoLayers(lower, upper, dropout, packed, input, none));
        GradientCheck.check(
            "parameters",
            own.values(),
            dParameters,
            () -> twoLayers(lower, upper, dropout, packed, input, none));
      }
    }
  }

  private double twoLayers(
      BidirectionalRecurrent lower,
      BidirectionalRecurrent upper,
      Dropout dropout,
      PackedSequence packed,
      INDArray input,
      Consumer<double[]> gradient) {
    workspace.reset();
    Pass pass = pass();
    SequenceBatch batch = SequenceBatch.of(packed, workspace);
    Matrix x = copy(new Matrix(input, 0, packed.rows(), 3, 3));
    BidirectionalRecurrent.Trace below = lower.forward(pass, batch, x);
    Dropout.Mask mask = dropout.forward(pass, batch, below.output());
    BidirectionalRecurrent.Trace above = upper.forward(pass, batch, below.output());
    double[] values = above.output().toDoubles();
    Matrix ones = workspace.matrix(packed.rows(), 4);
    ones.array().assign(1);
    Matrix dBelow = upper.backward(pass, batch, above, ones);
    dropout.backward(pass, mask, dBelow);
    gradient.accept(lower.backward(pass, batch, below, dBelow).toDoubles());
    return Arrays.stream(values).sum();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 0", "0, 0.3", "0.1, 0.05"})
  void projectedLstmFromAState(double memoryClip, double outputClip) {
    ProjectedLstm layer = new ProjectedLstm(parameters, "lstm", 3, 5, 2, memoryClip, outputClip);
    for (PackedSequence packed : BATCHES) {
      check(
          packed.rows(),
          3,
          (pass, x) -> {
            LstmState state = layer.zeroState(workspace, packed.sequences());
            state.output().write(gaussians(state.output().size(), 8));
            state.memory().write(gaussians(state.memory().size(), 9));
            ProjectedLstm.Trace trace = layer.forward(pass, packed, x, state);
            return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
          });
    }
  }

  @Test
  void clippedNumbersOfAProjectedLstmStayWithinTheirLimits() {
    ProjectedLstm layer = new ProjectedLstm(parameters, "lstm", 3, 5, 2, 0.1, 0.05);
    parameters.allocate(DataType.DOUBLE).initialize(new Random(5));
    PackedSequence packed = BATCHES.get(0);
    Matrix x = workspace.matrix(packed.rows(), 3).write(gaussians(packed.rows() * 3L, 1));
    ProjectedLstm.Trace trace =
        layer.forward(pass(), packed, x, layer.zeroState(workspace, packed.sequences()));
    assertThat(Arrays.stream(trace.memory().toDoubles()).map(Math::abs).max()).hasValue(0.1);
    assertThat(Arrays.stream(trace.output().toDoubles()).map(Math::abs).max()).hasValue(0.05);
  }

  @Test
  void carriedStateContinuesASequence() {
    ProjectedLstm layer = new ProjectedLstm(parameters, "lstm", 3, 5, 2, 3, 3);
    parameters.allocate(DataType.DOUBLE).initialize(new Random(5));
    Matrix x = workspace.matrix(6, 3).write(gaussians(18, 1));
    LstmState zeros = layer.zeroState(workspace, 1);
    ProjectedLstm.Trace whole = layer.forward(pass(), new PackedSequence(6), x, zeros);
    ProjectedLstm.Trace first = layer.forward(pass(), new PackedSequence(4), x.rows(0, 4), zeros);
    ProjectedLstm.Trace none =
        layer.forward(pass(), new PackedSequence(0), x.rows(0, 0), first.last());
    ProjectedLstm.Trace second =
        layer.forward(pass(), new PackedSequence(2), x.rows(4, 6), none.last());
    assertThat(second.output().toDoubles()).containsExactly(whole.output().rows(4, 6).toDoubles());
    assertThat(second.last().memory().toDoubles())
        .containsExactly(whole.last().memory().toDoubles());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lstmStackWithDropout(boolean skipConnections) {
    LstmStack stack =
        new LstmStack(parameters, "lstm", 3, 4, 5, 3, 3, skipConnections, new Dropout(0.3, false));
    for (PackedSequence packed : BATCHES) {
      check(
          packed.rows(),
          4,
          (pass, x) -> {
            LstmStack.Trace trace =
                stack.forward(pass, packed, x, stack.zeroState(workspace, packed.sequences()));
            return new Output(trace.top(), dy -> stack.backward(pass, trace, dy));
          });
    }
  }

  @Test
  void highway() {
    Highway layer = new Highway(parameters, "highway", 4);
    check(
        5,
        4,
        (pass, x) -> {
          Highway.Trace trace = layer.forward(pass, x);
          return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
        });
  }

  @Test
  void layerNorm() {
    LayerNorm layer = new LayerNorm(parameters, "norm", 5, 0.1);
    check(
        4,
        5,
        (pass, x) -> {
          LayerNorm.Trace trace = layer.forward(pass, x);
          return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
        });
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void feedForward(Activation f) {
    FeedForward layer = new FeedForward(parameters, "layer", 4, 7, f, new Dropout(0.3, false));
    check(
        5,
        4,
        (pass, x) -> {
          FeedForward.Trace trace = layer.forward(pass, x);
          return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
        });
  }

  @Test
  void linearWithAnActivationThatItsValueDoesNotTell() {
    assertThatThrownBy(() -> new Linear(parameters, "linear", 4, 3, Activation.GELU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[gelu]", "ActivatedLinear");
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activatedLinear(Activation f) {
    ActivatedLinear layer =
        new ActivatedLinear(Linear.plain(parameters, "layer", 4, 3, 1, false), f);
    check(
        5,
        4,
        (pass, x) -> {
          ActivatedLinear.Trace trace = layer.forward(pass, x);
          return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
        });
  }

  @ParameterizedTest
  @CsvSource({"GELU, false", "SILU, true", "RELU, false", "SIGMOID, true"})
  void gatedFeedForward(Activation f, boolean biased) {
    GatedFeedForward layer =
        new GatedFeedForward(parameters, "up", "down", 4, 7, f, biased, new Dropout(0.3, false));
    check(
        5,
        4,
        (pass, x) -> {
          GatedFeedForward.Trace trace = layer.forward(pass, x);
          return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void multiHeadAttention(double dropout) {
    MultiHeadAttention layer =
        new MultiHeadAttention(parameters, "attention", 6, 2, new Dropout(dropout, false));
    for (RaggedRows rows : RAGGED) {
      check(
          rows.rows(),
          6,
          (pass, x) -> {
            MultiHeadAttention.Trace trace = layer.forward(pass, AttentionRows.within(rows), x);
            return new Output(trace.output(), dy -> layer.backward(pass, trace, dy));
          });
    }
  }

  @Test
  void attentionWithABiasForDistances() {
    RelativeBias bias =
        new RelativeBias(parameters, "bias", 2, new DistanceBuckets(8, 4, true), true);
    MultiHeadAttention layer =
        new MultiHeadAttention(parameters, "attention", 6, 2, new Dropout(0.3, false));
    for (RaggedRows rows : RAGGED) {
      check(
          rows.rows(),
          6,
          (pass, x) -> {
            RelativeBias.Batch batch = bias.over(pass, rows);
            MultiHeadAttention.Trace trace =
                layer.forward(pass, AttentionRows.within(rows), batch, x);
            return new Output(
                trace.output(),
                dy -> {
                  Matrix dx = layer.backward(pass, trace, dy);
                  batch.endBackward();
                  return dx;
                });
          });
    }
  }

  @Test
  void encoderLayer() {
    Dropout dropout = new Dropout(0.3, false);
    EncoderLayer layer =
        new EncoderLayer(parameters, "layer", 6, 3, 8, Activation.GELU, 0.1, dropout, dropout);
    for (RaggedRows rows : RAGGED) {
      check(
          rows.rows(),
          6,
          (pass, x) -> {
            Traced traced = layer.forward(pass, rows, x);
            return new Output(traced.output(), dy -> traced.backward(pass, dy));
          });
    }
  }

  private static TransformerLayerShape shape(boolean normFirst, Activation f) {
    Dropout dropout = new Dropout(0.3, false);
    return new TransformerLayerShape(6, 3, 8, f, 0.1, normFirst, dropout, dropout, dropout);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void encoderLayerWithReluAndDropoutInside(boolean normFirst) {
    EncoderLayer layer = new EncoderLayer(parameters, "layer", shape(normFirst, Activation.RELU));
    for (RaggedRows rows : RAGGED) {
      check(
          rows.rows(),
          6,
          (pass, x) -> {
            Traced traced = layer.forward(pass, rows, x);
            return new Output(traced.output(), dy -> traced.backward(pass, dy));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void decoderLayer(boolean normFirst) {
    DecoderLayer layer =
        new DecoderLayer(parameters, "layer", shape(normFirst, Activation.GELU_TANH));
    RaggedRows targets = new RaggedRows(3, 1, 5);
    RaggedRows sources = new RaggedRows(2, 4, 1);
    AttentionRows before = AttentionRows.causal(targets);
    AttentionRows across = AttentionRows.across(targets, sources);
    double[] numbers = gaussians(6L * sources.rows(), 11);
    check(
        targets.rows(),
        6,
        (pass, x) -> {
          Matrix memory = pass.workspace().matrix(sources.rows(), 6).write(numbers);
          DecoderLayer.Trace trace = layer.forward(pass, before, null, across, x, memory);
          Matrix unused = pass.workspace().zeros(sources.rows(), 6);
          return new Output(trace.output(), dy -> layer.backward(pass, trace, dy, unused));
        });
    // The same, seen from the memory.
    double[] targetNumbers = gaussians(6L * targets.rows(), 12);
    check(
        sources.rows(),
        6,
        (pass, memory) -> {
          Matrix x = pass.workspace().matrix(targets.rows(), 6).write(targetNumbers);
          DecoderLayer.Trace trace = layer.forward(pass, before, null, across, x, memory);
          return new Output(
              trace.output(),
              dy -> {
                Matrix dMemory = pass.workspace().zeros(sources.rows(), 6);
                layer.backward(pass, trace, dy, dMemory);
                return dMemory;
              });
        });
  }

  @Test
  void laterElementsDontChangeWhatADecoderLayerSaysOfEarlierOnes() {
    DecoderLayer layer = new DecoderLayer(parameters, "layer", shape(true, Activation.RELU));
    parameters.allocate(DataType.DOUBLE).initialize(new Random(5));
    Pass pass = Pass.inference(kernels, workspace);
    Matrix memory = workspace.matrix(2, 6).write(gaussians(12, 1));
    double[] numbers = gaussians(4 * 6, 2);
    double[] before = layerOutput(layer, pass, numbers, memory);
    numbers[3 * 6] += 1;
    double[] after = layerOutput(layer, pass, numbers, memory);
    assertThat(Arrays.copyOf(after, 3 * 6)).isEqualTo(Arrays.copyOf(before, 3 * 6));
    assertThat(after[3 * 6]).isNotEqualTo(before[3 * 6]);
  }

  private static double[] layerOutput(
      DecoderLayer layer, Pass pass, double[] numbers, Matrix memory) {
    RaggedRows rows = new RaggedRows(4);
    AttentionRows across = AttentionRows.across(rows, new RaggedRows(2));
    Matrix x = pass.workspace().matrix(4, 6).write(numbers);
    return layer
        .forward(pass, AttentionRows.causal(rows), null, across, x, memory)
        .output()
        .toDoubles();
  }

  @Test
  void stepsWithACacheSayWhatADecoderLayerSaysOfWholeTargets() {
    DecoderLayer layer = new DecoderLayer(parameters, "layer", shape(false, Activation.RELU));
    parameters.allocate(DataType.DOUBLE).initialize(new Random(5));
    Pass pass = Pass.inference(kernels, workspace);
    RaggedRows sources = new RaggedRows(2, 3, 1);
    Matrix memory = workspace.matrix(sources.rows(), 6).write(gaussians(36, 1));
    Matrix keysValues = layer.keysValues(pass, memory);
    KeyValueCache cache = new KeyValueCache(1, 6, sources.sequences());
    List<Target> targets =
        List.of(new Target(0, List.of()), new Target(1, List.of()), new Target(2, List.of()));
    Random random = new Random(3);
    for (int t = 0; t < 40; t++) {
      cache.extend(pass);
      targets = targets.stream().map(target -> target.with(random)).toList();
      Matrix x = workspace.matrix(targets.size(), 6);
      int[] each = new int[sources.sequences()];
      for (int i = 0; i < targets.size(); i++) {
        x.rows(i, i + 1).write(targets.get(i).elements().get(t));
        each[targets.get(i).source()]++;
      }
      AttentionRows across = AttentionRows.across(new RaggedRows(each), sources);
      Matrix y = layer.step(pass, x, cache, 0, null, across, keysValues, null);
      for (int i = 0; i < targets.size(); i++) {
        double[] whole = lastOfWhole(layer, targets.get(i), sources, memory);
        assertThat(y.rows(i, i + 1).toDoubles())
            .as("step %d, target %d", t, i)
            .containsExactly(whole, offset(1e-9));
      }
      int[] parents = parents(targets, t, random);
      cache.select(parents);
      targets = Arrays.stream(parents).mapToObj(targets::get).toList();
    }
  }

  /** What a target of a source has read. */
  private record Target(int source, List<double[]> elements) {
    Target with(Random random) {
      return new Target(
          source,
          Stream.concat(elements.stream(), Stream.of(random.doubles(6).toArray())).toList());
    }
  }

  /** Up to four targets of each source; the last source ends early. */
  private static int[] parents(List<Target> targets, int step, Random random) {
    IntStream.Builder parents = IntStream.builder();
    for (int source = 0; source < (step > 20 ? 2 : 3); source++) {
      int number = source;
      int[] own =
          IntStream.range(0, targets.size())
              .filter(i -> targets.get(i).source() == number)
              .toArray();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        parents.add(own[random.nextInt(own.length)]);
      }
    }
    return parents.build().toArray();
  }

  private double[] lastOfWhole(
      DecoderLayer layer, Target target, RaggedRows sources, Matrix memory) {
    try (Workspace own = new Workspace(DataType.DOUBLE)) {
      Pass pass = Pass.inference(kernels, own);
      int length = target.elements().size();
      RaggedRows one = new RaggedRows(length);
      AttentionRows across =
          AttentionRows.to(
              one,
              new int[] {sources.offset(target.source())},
              new int[] {sources.length(target.source())});
      Matrix x = own.matrix(length, 6);
      for (int i = 0; i < length; i++) {
        x.rows(i, i + 1).write(target.elements().get(i));
      }
      Matrix y = layer.forward(pass, AttentionRows.causal(one), null, across, x, memory).output();
      return y.rows(length - 1, length).toDoubles();
    }
  }

  @Test
  void headsThatDoNotDivideTheColumnsAreRefused() {
    assertThatThrownBy(
            () -> new MultiHeadAttention(parameters, "attention", 6, 4, new Dropout(0, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("[6]", "[4]");
  }

  @Test
  void characterCnn() {
    checkCharacters(new CharacterCnn(parameters, 9, 3, 3, 4, new Dropout(0.3, true)));
  }

  @Test
  void characterLstm() {
    checkCharacters(new CharacterLstm(parameters, 9, 3, 4, new Dropout(0.3, true)));
  }

  private void checkCharacters(CharacterEncoder encoder) {
    List<int[]> words = List.of(new int[] {2, 5, 6, 3}, new int[] {7}, new int[] {2, 6, 6, 8, 4});
    check(
        1,
        1,
        (pass, x) -> {
          CharacterEncoder.Encoding encoding = encoder.encode(pass, words);
          return new Output(
              encoding.vectors(),
              gradient -> {
                encoding.backward().accept(gradient);
                return null;
              });
        });
  }

  @Test
  void embeddingTable() {
    try (EmbeddingTable table = new EmbeddingTable("words", DataType.DOUBLE, 6, 3)) {
      table.value().write(gaussians(18, 4));
      int[] ids = {5, 0, 5, 2};
      double[] weights = gaussians(12, 2);
      Matrix dOut = workspace.matrix(4, 3).write(weights);
      EmbeddingTable.Gradient rows = table.backward(pass(), ids, dOut);
      Matrix dense = workspace.zeros(6, 3);
      kernels.scatterAdd(rows.values(), workspace.indices(rows.rows()), dense);
      assertThat(rows.rows()).containsExactly(5, 0, 2);
      double[] gradient = dense.toDoubles();
      GradientCheck.check(
          "table",
          table.value().memory(),
          gradient,
          () -> {
            Matrix out = workspace.matrix(4, 3);
            table.forward(pass(), ids, out);
            double[] values = out.toDoubles();
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
              sum += weights[i] * values[i];
            }
            return sum;
          });
    }
  }
}
