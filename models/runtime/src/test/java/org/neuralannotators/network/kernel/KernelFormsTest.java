package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.nd4j.Nd4jProvider;
import org.neuralannotators.network.kernel.onednn.OneDnnProvider;

/** The oneDNN form of each kernel gives what the ND4J form gives. */
class KernelFormsTest {
  private static final Activation[] FEW_ACTIVATIONS = {
    Activation.IDENTITY, Activation.GELU, Activation.GELU_TANH
  };

  private static final PackedSequence RAGGED = new PackedSequence(3, 1, 7, 3, 0, 9, 1, 9);

  @BeforeEach
  void oneDnnMustLoad() {
    assumeTrue(
        new OneDnnProvider().isAvailable(DataType.FLOAT),
        "oneDNN can't be loaded on this platform");
  }

  /** What one form computes, with its own memory and the same random input as the other. */
  private static final class Form implements AutoCloseable {
    final Kernels kernels;
    final Workspace workspace = new Workspace(DataType.FLOAT);
    final Random random = new Random(7);
    final List<Matrix> results = new ArrayList<>();

    Form(Kernels kernels) {
      this.kernels = kernels;
    }

    Matrix random(int rows, int columns) {
      float[] values = new float[rows * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return workspace.matrix(rows, columns).write(values);
    }

    RecurrentWeights randomWeights(RecurrentCell cell, int inputs, int units) {
      int columns = cell.gates() * units;
      RecurrentWeights weights =
          new RecurrentWeights(random(inputs, columns), random(units, columns), random(1, columns));
      weights.hidden().array().muli(0.3);
      return weights;
    }

    void result(Matrix matrix) {
      results.add(matrix);
    }

    @Override
    public void close() {
      kernels.close();
      workspace.close();
    }
  }

  private static void assertFormsAgree(BiConsumer<Form, Kernels> computation) {
    try (Form nd4j = new Form(new Nd4jProvider().create(DataType.FLOAT, Precision.FP32));
        Form oneDnn = new Form(new OneDnnProvider().create(DataType.FLOAT, Precision.FP32))) {
      computation.accept(nd4j, nd4j.kernels);
      computation.accept(oneDnn, oneDnn.kernels);
      assertThat(nd4j.results).isNotEmpty();
      for (int i = 0; i < nd4j.results.size(); i++) {
        double[] expected = nd4j.results.get(i).toDoubles();
        double[] actual = oneDnn.results.get(i).toDoubles();
        double scale = 1;
        for (double value : expected) {
          scale = Math.max(scale, Math.abs(value));
        }
        for (int j = 0; j < expected.length; j++) {
          assertThat(actual[j] / scale)
              .as("result %d, element %d", i, j)
              .isCloseTo(expected[j] / scale, offset(5e-6));
        }
      }
    }
  }

  @Test
  void multiply() {
    for (boolean a : new boolean[] {false, true}) {
      for (boolean b : new boolean[] {false, true}) {
        assertFormsAgree(
            (form, kernels) -> {
              Matrix left = a ? form.random(13, 9) : form.random(9, 13);
              Matrix right = b ? form.random(5, 13) : form.random(13, 5);
              Matrix sum = form.random(9, 7).columns(1, 6);
              kernels.multiply(left, a, right, b, 1, sum);
              form.result(sum);
              Matrix fresh = form.workspace.matrix(9, 5);
              kernels.multiply(left, a, right, b, 0, fresh);
              form.result(fresh);
            });
      }
    }
  }

  @Test
  void multiplyRowsThatAreAPowerOfTwoApart() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix left = form.random(3, 1024).columns(0, 9);
          Matrix right = form.random(3, 2048).columns(5, 12);
          Matrix product = form.workspace.matrix(9, 7);
          kernels.multiply(left, true, right, false, 0, product);
          form.result(product);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33, 40, 63, 500, 513, 1100})
  void linearWithPackedWeights(int rows) {
    for (Activation f : rows == 40 ? Activation.values() : FEW_ACTIVATIONS) {
      for (int inputs : new int[] {13, 64}) {
        for (int outputs : new int[] {5, 9, 24, 96}) {
          assertFormsAgree(
              (form, kernels) -> {
                Matrix w = form.random(inputs, outputs);
                try (PackedWeights packed = kernels.pack(w, false)) {
                  Matrix y = form.workspace.matrix(rows, outputs);
                  kernels.linear(form.random(rows, inputs), packed, form.random(1, outputs), f, y);
                  form.result(y);
                }
              });
          assertFormsAgree(
              (form, kernels) -> {
                Matrix table = form.random(outputs, inputs);
                try (PackedWeights packed = kernels.pack(table, true)) {
                  Matrix y = form.workspace.matrix(rows, outputs);
                  kernels.linear(form.random(rows, inputs), packed, null, f, y);
                  form.result(y);
                }
              });
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void biasAndActivationWithGradient(Activation f) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(6, 9).columns(2, 7);
          kernels.biasAndActivation(x, form.random(1, 5), f);
          kernels.biasAndActivation(x, null, f);
          form.result(x);
          Matrix dy = form.random(6, 5);
          if (f.isDerivedFromValue()) {
            kernels.activationBackwardOfValue(f, x, dy);
          } else {
            kernels.activationBackward(f, x, dy);
          }
          form.result(dy);
          Matrix sums = form.random(1, 5);
          kernels.addColumnSums(dy, sums);
          form.result(sums);
        });
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationWithoutGaps(Activation f) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(13, 37);
          kernels.biasAndActivation(x, form.random(1, 37), f);
          form.result(x);
          Matrix dy = form.random(13, 37);
          if (f.isDerivedFromValue()) {
            kernels.activationBackwardOfValue(f, x, dy);
          } else {
            kernels.activationBackward(f, x, dy);
          }
          form.result(dy);
        });
  }

  @Test
  void rotationAndBack() {
    assertFormsAgree(
        (form, kernels) -> {
          for (int heads : new int[] {1, 3, 4}) {
            Matrix x = form.random(5, 6 * heads + 2).columns(1, 6 * heads + 1);
            double[] before = x.toDoubles();
            double[] angles = new Random(heads).doubles(15).toArray();
            Matrix cosines =
                form.workspace.matrix(5, 3).write(Arrays.stream(angles).map(Math::cos).toArray());
            Matrix sines =
                form.workspace.matrix(5, 3).write(Arrays.stream(angles).map(Math::sin).toArray());
            kernels.rotate(x, cosines, sines, false);
            assertThat(x.toDoubles()[0])
                .isCloseTo(
                    before[0] * Math.cos(angles[0]) - before[3] * Math.sin(angles[0]),
                    offset(1e-6));
            Matrix turned = form.workspace.matrix(5, 6 * heads);
            kernels.copy(x, turned);
            form.result(turned);
            kernels.rotate(x, cosines, sines, true);
            assertThat(x.toDoubles()).containsExactly(before, offset(1e-5));
          }
        });
  }

  @Test
  void clipWithGradient() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(13, 37);
          kernels.clip(x, 0.7);
          form.result(x);
          Matrix dy = form.random(13, 37);
          kernels.clipBackward(x, 0.7, dy);
          form.result(dy);
        });
  }

  @Test
  void interpolateWithGradient() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix gate = form.random(6, 9).columns(2, 7);
          Matrix a = form.random(6, 5);
          Matrix b = form.random(6, 9).columns(1, 6);
          Matrix y = form.workspace.matrix(6, 5);
          kernels.interpolate(gate, a, b, y);
          form.result(y);
          Matrix dGate = form.workspace.matrix(6, 5);
          Matrix da = form.workspace.matrix(6, 5);
          Matrix db = form.workspace.matrix(6, 5);
          kernels.interpolateBackward(gate, a, b, form.random(6, 5), dGate, da, db);
          form.result(dGate);
          form.result(da);
          form.result(db);
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4})
  void lstmStepWithGradient(double clip) {
    assertFormsAgree(
        (form, kernels) -> {
          LstmGates gates =
              new LstmGates(
                  form.random(5, 19), form.random(5, 19), form.random(5, 19), form.random(5, 19));
          Matrix before = form.random(5, 19);
          Matrix memory = form.workspace.matrix(5, 19);
          Matrix out = form.workspace.matrix(5, 19);
          kernels.lstmStep(gates, before, clip, memory, out);
          gates.all().forEach(form::result);
          form.result(memory);
          form.result(out);
          LstmGates dGates = LstmGates.of(form.workspace, 5, 19);
          Matrix dMemory = form.random(5, 19);
          kernels.lstmStepBackward(
              gates, before, clip, memory, form.random(5, 19), dMemory, dGates);
          dGates.all().forEach(form::result);
          form.result(dMemory);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void addToPartsOfRowsAndAlongDistances(int queries) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix scores = form.random(queries, 9).columns(1, 5);
          Matrix distances = form.random(queries, queries + 3);
          kernels.add(distances.skewed(), scores);
          form.result(scores);
          kernels.add(scores, distances.skewed());
          form.result(distances);
        });
  }

  @Test
  void scaleColumns() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(6, 9).columns(2, 7);
          kernels.scaleColumns(x, form.random(1, 5));
          form.result(x);
        });
  }

  @Test
  void theSkewedViewHasDistancesInTheOrderOfKeys() {
    try (Form form = new Form(new Nd4jProvider().create(DataType.FLOAT, Precision.FP32))) {
      // Two queries with three keys: the distances 2 to -1 of each.
      Matrix distances = form.workspace.matrix(2, 4).write(new float[] {2, 1, 0, -1, 2, 1, 0, -1});
      assertThat(distances.skewed().toFloats()).containsExactly(1, 0, -1, 2, 1, 0);
      assertThatThrownBy(() -> form.random(3, 2).skewed()).hasMessageContaining("[3 x 2");
    }
  }

  @Test
  void gatherScatterAndScaleRows() {
    assertFormsAgree(
        (form, kernels) -> {
          Indices rows = form.workspace.indices(new int[] {4, 0, 4, 2});
          Matrix table = form.random(5, 3);
          Matrix out = form.random(4, 8).columns(4, 7);
          kernels.gather(table, rows, out);
          form.result(out);
          kernels.scatterAdd(form.random(4, 3), rows, table);
          form.result(table);
          kernels.scaleRows(out, table, rows);
          form.result(out);
          kernels.scatter(form.random(2, 3), form.workspace.indices(new int[] {3, 1}), table);
          form.result(table);
        });
  }

  @Test
  void scatterAddLosesNoSummandOfARow() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix table = form.workspace.zeros(1, 3);
          Matrix values = form.workspace.matrix(4, 3);
          values.array().assign(1);
          Indices rows = form.workspace.indices(new int[4]);
          // Threads that overtake each other do so in one of some hundred calls.
          for (int i = 0; i < 1000; i++) {
            kernels.scatterAdd(values, rows, table);
          }
          form.result(table);
        });
  }

  @Test
  void softmaxAndItsCrossEntropy() {
    assertFormsAgree(
        (form, kernels) -> {
          for (int columns : new int[] {2, 301}) {
            Matrix x = form.random(11, columns);
            kernels.softmax(x);
            Matrix probabilities = form.workspace.matrix(11, columns);
            kernels.copy(x, probabilities);
            form.result(probabilities);
            Matrix dy = form.random(11, columns);
            kernels.softmaxBackward(probabilities, dy);
            form.result(dy);
            Indices labels = form.workspace.indices(new int[] {0, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0});
            double loss = kernels.crossEntropy(x, labels, 0.3);
            form.result(x);
            form.result(form.workspace.matrix(1, 1).write(new double[] {loss}));
          }
          Matrix none = form.workspace.matrix(0, 5);
          kernels.softmax(none);
          assertThat(kernels.crossEntropy(none, form.workspace.indices(new int[0]), 1)).isZero();
        });
  }

  @Test
  void maxOverTimeWithGradient() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(RAGGED.rows(), 5);
          Matrix maxima = form.workspace.matrix(RAGGED.sequences(), 5);
          Matrix steps = form.workspace.matrix(RAGGED.sequences(), 5);
          kernels.maxOverTime(RAGGED, x, maxima, steps);
          form.result(maxima);
          form.result(steps);
          Matrix dx = form.random(RAGGED.rows(), 5);
          kernels.maxOverTimeBackward(RAGGED, steps, form.random(RAGGED.sequences(), 5), dx);
          form.result(dx);
        });
  }

  @ParameterizedTest
  @EnumSource(RecurrentCell.class)
  void recurrentCellsWithGradients(RecurrentCell cell) {
    for (PackedSequence packed :
        List.of(RAGGED, new PackedSequence(1), new PackedSequence(25), new PackedSequence(70))) {
      assertFormsAgree(
          (form, kernels) -> {
            int inputs = 5;
            int units = 8;
            RecurrentWeights weights = form.randomWeights(cell, inputs, units);
            Matrix x = form.random(packed.rows(), inputs);
            RecurrentState start =
                new RecurrentState(
                    form.random(packed.sequences(), units),
                    form.random(cell.hasMemory() ? packed.sequences() : 0, units));
            Matrix inference = form.workspace.matrix(packed.rows(), units);
            kernels.recurrent(cell, packed, weights, start, x, inference, form.workspace, false);
            form.result(inference);
            Matrix h = form.workspace.matrix(packed.rows(), units);
            RecurrentTrace trace =
                kernels.recurrent(cell, packed, weights, start, x, h, form.workspace, true);
            form.result(h);
            RecurrentWeights gradients = form.randomWeights(cell, inputs, units);
            Matrix dh = form.random(packed.rows(), units);
            Matrix dx = form.workspace.matrix(packed.rows(), inputs);
            kernels.recurrentBackward(trace, dh, dx, gradients, form.workspace);
            form.result(dx);
            RecurrentState dState =
                new RecurrentState(
                    form.random(packed.sequences(), units),
                    form.random(cell.hasMemory() ? packed.sequences() : 0, units));
            Matrix dxOfStates = form.workspace.matrix(packed.rows(), inputs);
            kernels.recurrentBackward(trace, dh, dState, dxOfStates, gradients, form.workspace);
            form.result(dState.h());
            form.result(dState.memory());
            form.result(dxOfStates);
            form.result(gradients.input());
            form.result(gradients.hidden());
            form.result(gradients.bias());
          });
    }
  }

  @ParameterizedTest
  @EnumSource(RecurrentCell.class)
  void recurrentCellsWithPackedWeights(RecurrentCell cell) {
    PackedSequence many = new PackedSequence(IntStream.range(0, 45).map(i -> i % 7).toArray());
    for (PackedSequence packed : List.of(RAGGED, many, new PackedSequence(70))) {
      for (int inputs : new int[] {5, 16}) {
        for (int units : new int[] {8, 5}) {
          assertFormsAgree(
              (form, kernels) -> {
                RecurrentWeights weights = form.randomWeights(cell, inputs, units);
                try (PackedRecurrent frozen = kernels.pack(cell, weights)) {
                  Matrix x = form.random(packed.rows(), inputs);
                  Matrix h = form.workspace.matrix(packed.rows(), units);
                  kernels.recurrent(frozen, packed, x, h, form.workspace);
                  form.result(h);
                }
              });
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationOfLargeNumbersWithGradient(Activation f) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(5, 7);
          x.array().muli(3);
          Matrix y = form.workspace.matrix(5, 7);
          kernels.activation(f, x, y);
          form.result(y);
          Matrix dy = form.random(5, 7);
          kernels.activationBackward(f, x, dy);
          form.result(dy);
          kernels.scale(dy, x);
          form.result(dy);
          kernels.add(x, dy);
          form.result(dy);
        });
  }

  @Test
  void geluHasTheValuesOfItsDefinition() {
    try (Form form = new Form(new OneDnnProvider().create(DataType.FLOAT, Precision.FP32))) {
      float[] x = {-2, -0.5f, 0, 1, 3};
      Matrix y = form.workspace.matrix(1, 5);
      // x Phi(x) with the tables of the normal distribution.
      form.kernels.activation(Activation.GELU, form.workspace.matrix(1, 5).write(x), y);
      assertThat(y.toDoubles())
          .containsExactly(
              new double[] {-0.0455003, -0.1542688, 0, 0.8413447, 2.9959503}, offset(1e-6));
      form.kernels.activation(Activation.GELU_TANH, form.workspace.matrix(1, 5).write(x), y);
      for (int i = 0; i < x.length; i++) {
        double inner = Math.sqrt(2 / Math.PI) * (x[i] + 0.044715 * Math.pow(x[i], 3));
        assertThat(y.toDoubles()[i]).isCloseTo(x[i] / 2 * (1 + Math.tanh(inner)), offset(1e-6));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 70})
  void layerNormWithGradient(int rows) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(rows, 9);
          x.array().muli(5).addi(2);
          Matrix gain = form.random(1, 9);
          Matrix bias = form.random(1, 9);
          Matrix inference = form.workspace.matrix(rows, 9);
          kernels.layerNorm(x, gain, bias, 0.1, inference, null);
          form.result(inference);
          Matrix y = form.workspace.matrix(rows, 9);
          Matrix moments = form.workspace.matrix(2, rows);
          kernels.layerNorm(x, gain, bias, 0.1, y, moments);
          form.result(y);
          Matrix dx = form.random(rows, 9);
          Matrix dGain = form.random(1, 9);
          Matrix dBias = form.random(1, 9);
          kernels.layerNormBackward(x, gain, 0.1, moments, form.random(rows, 9), dx, dGain, dBias);
          form.result(dx);
          form.result(dGain);
          form.result(dBias);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 70})
  void rmsNormWithGradient(int rows) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(rows, 20).columns(4, 13);
          x.array().muli(5).addi(2);
          Matrix gain = form.random(1, 9);
          Matrix inference = form.workspace.matrix(rows, 9);
          kernels.rmsNorm(x, gain, 0.1, inference, null);
          form.result(inference);
          Matrix y = form.workspace.matrix(rows, 20).columns(3, 12);
          Matrix squares = form.workspace.matrix(1, rows);
          kernels.rmsNorm(x, gain, 0.1, y, squares);
          form.result(y);
          Matrix dGain = form.random(1, 9);
          Matrix dy = form.random(rows, 9);
          kernels.rmsNormBackward(x, gain, 0.1, squares, dy, dy, dGain);
          form.result(dy);
          form.result(dGain);
        });
  }

  @Test
  void rowsAreDividedByTheirNumbers() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(7, 9).columns(2, 6);
          Matrix divisors = form.random(7, 3).columns(1, 2);
          divisors.array().addi(3);
          kernels.divideRows(x, divisors);
          form.result(x);
        });
  }

  @Test
  void attentionWithGradient() {
    RaggedRows rows = new RaggedRows(3, 1, 0, 17, 8);
    attentionFormsAgree(AttentionRows.causal(rows, 4), rows.rows(), rows.rows());
    attentionFormsAgree(AttentionRows.within(rows), rows.rows(), rows.rows());
    attentionFormsAgree(AttentionRows.causal(rows), rows.rows(), rows.rows());
    RaggedRows keys = new RaggedRows(7, 2, 3, 1, 19);
    attentionFormsAgree(AttentionRows.across(rows, keys), rows.rows(), keys.rows());
  }

  private static void attentionFormsAgree(AttentionRows rows, int queries, int keys) {
    for (int keyHeads : new int[] {3, 1}) {
      attentionFormsAgree(rows, queries, keys, 4 * keyHeads);
    }
  }

  private static void attentionFormsAgree(
      AttentionRows rows, int queries, int keys, int keyColumns) {
    int heads = 3;
    assertFormsAgree(
        (form, kernels) -> {
          Matrix q = form.random(queries, 15).columns(2, 14);
          Matrix kv = form.random(keys, 2 * keyColumns);
          Matrix inference = form.workspace.matrix(queries, 12);
          kernels.attention(rows, heads, q, kv, null, null, inference);
          form.result(inference);
          Matrix factors = form.random(1, heads * rows.pairs());
          for (Matrix dropped : Arrays.asList(null, factors)) {
            Matrix weights = form.workspace.matrix(1, heads * rows.pairs());
            Matrix out = form.workspace.matrix(queries, 12);
            kernels.attention(rows, heads, q, kv, dropped, weights, out);
            form.result(out);
            Matrix dQ = form.workspace.matrix(queries, 12);
            Matrix dKv = form.workspace.matrix(keys, 2 * keyColumns);
            kernels.attentionBackward(
                rows, heads, q, kv, dropped, weights, form.random(queries, 12), dQ, dKv);
            form.result(dQ);
            form.result(dKv);
          }
        });
  }

  @Test
  void attentionThatKnowsDistancesWithGradient() {
    RaggedRows rows = new RaggedRows(3, 1, 0, 17, 8);
    for (RelativePositions positions :
        List.of(RelativePositions.logarithmic(6, 40), RelativePositions.each(5))) {
      for (boolean both : new boolean[] {true, false}) {
        int begin = positions.begin(17);
        int used = positions.end(17) - begin;
        relativeFormsAgree(
            AttentionRows.within(rows),
            form ->
                new RelativeScores(
                    positions,
                    begin,
                    form.random(used, 15).columns(2, 14),
                    both ? form.random(used, 12) : null));
      }
    }
  }

  private static void relativeFormsAgree(
      AttentionRows rows, Function<Form, RelativeScores> scores) {
    int heads = 3;
    int elements = 29;
    assertFormsAgree(
        (form, kernels) -> {
          Matrix qkv = form.random(elements, 3 * 12);
          Matrix q = qkv.columns(0, 12);
          Matrix kv = qkv.columns(12, 36);
          RelativeScores relative = scores.apply(form);
          Matrix weights = form.workspace.matrix(1, heads * rows.pairs());
          Matrix out = form.workspace.matrix(elements, 12);
          kernels.attention(rows, heads, q, kv, null, relative, null, weights, out);
          form.result(weights);
          form.result(out);
          RelativeScores dRelative = scores.apply(form);
          Matrix dQkv = form.workspace.matrix(elements, 36);
          kernels.attentionBackward(
              rows,
              heads,
              q,
              kv,
              null,
              relative,
              null,
              weights,
              form.random(elements, 12),
              dQkv.columns(0, 12),
              dQkv.columns(12, 36),
              dRelative);
          form.result(dQkv);
          form.result(dRelative.keys());
          if (dRelative.queries() != null) {
            form.result(dRelative.queries());
          }
        });
  }

  @Test
  void smoothedCrossEntropyWithGradient() {
    for (double smoothing : new double[] {0, 0.1}) {
      assertFormsAgree(
          (form, kernels) -> {
            Matrix scores = form.random(3, 7);
            scores.array().muli(5);
            double loss =
                kernels.smoothedCrossEntropy(
                    scores, form.workspace.indices(new int[] {4, 0, 6}), smoothing, 0.5);
            form.result(scores);
            form.result(form.workspace.matrix(1, 1).write(new double[] {loss}));
          });
    }
  }

  @Test
  void smoothedCrossEntropyIsThatOfTheSmoothedLabels() {
    try (Form form = new Form(new OneDnnProvider().create(DataType.FLOAT, Precision.FP32))) {
      // Probabilities 3/4 and 1/4; the label's share is 0.9, the other's 0.1.
      Matrix scores = form.workspace.matrix(1, 2).write(new double[] {Math.log(3) + 90, 90});
      double loss =
          form.kernels.smoothedCrossEntropy(scores, form.workspace.indices(new int[] {0}), 0.2, 2);
      assertThat(loss).isCloseTo(-2 * (0.9 * Math.log(0.75) + 0.1 * Math.log(0.25)), offset(1e-4));
      assertThat(scores.toDoubles())
          .containsExactly(new double[] {2 * (0.75 - 0.9), 2 * (0.25 - 0.1)}, offset(1e-5));
    }
  }

  @Test
  void largestNumbersOfEachRow() {
    for (Kernels form :
        List.of(
            new Nd4jProvider().create(DataType.FLOAT, Precision.FP32),
            new OneDnnProvider().create(DataType.FLOAT, Precision.FP32))) {
      try (Kernels kernels = form;
          Workspace workspace = new Workspace(DataType.FLOAT)) {
        Matrix x = workspace.matrix(2, 4).write(new float[] {1, 3, 2, 3, -5, -7, -6, -8});
        Matrix values = workspace.matrix(2, 3);
        Indices columns = workspace.indices(new int[6]);
        kernels.largest(x, values, columns);
        assertThat(values.toFloats()).containsExactly(3, 3, 2, -5, -6, -7);
        assertThat(columns.toInts()).containsExactly(1, 3, 2, 0, 2, 1);
      }
    }
  }

  @Test
  void scaleByANumber() {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(3, 5);
          kernels.scale(x, -1.5);
          form.result(x);
        });
  }

  @Test
  void attentionOfOneElementIsItsValue() {
    try (Form form = new Form(new OneDnnProvider().create(DataType.FLOAT, Precision.FP32))) {
      Matrix qkv = form.workspace.matrix(1, 6).write(new float[] {7, -8, 3, 4, 5, 6});
      Matrix out = form.workspace.matrix(1, 2);
      form.kernels.attention(
          AttentionRows.within(new RaggedRows(1)),
          2,
          qkv.columns(0, 2),
          qkv.columns(2, 6),
          null,
          null,
          out);
      assertThat(out.toFloats()).containsExactly(5, 6);
    }
  }

  @Test
  void attentionIsTheSoftmaxOfScaledProducts() {
    try (Form form = new Form(new OneDnnProvider().create(DataType.FLOAT, Precision.FP32))) {
      // One head of four columns; the products with the first query are 2 ln 3 and 0.
      float a = (float) (2 * Math.log(3));
      Matrix qkv =
          form.workspace
              .matrix(2, 12)
              .write(
                  new float[] {
                    1, 0, 0, 0, a, 0, 0, 0, 8, 4, 0, 0, //
                    0, 0, 0, 0, 0, 1, 1, 1, 0, 8, 0, 4
                  });
      Matrix out = form.workspace.matrix(2, 4);
      form.kernels.attention(
          AttentionRows.within(new RaggedRows(2)),
          1,
          qkv.columns(0, 4),
          qkv.columns(4, 12),
          null,
          null,
          out);
      assertThat(out.toDoubles())
          .containsExactly(new double[] {6, 5, 0, 1, 4, 6, 0, 2}, offset(1e-5));
    }
  }

  @Test
  void emptyMatricesPass() {
    assertFormsAgree(
        (form, kernels) -> {
          PackedSequence none = new PackedSequence();
          Matrix nothing = form.workspace.matrix(0, 4);
          kernels.multiply(
              nothing, false, form.random(4, 3), false, 0, form.workspace.matrix(0, 3));
          Matrix sum = form.random(4, 3);
          kernels.multiply(nothing, true, form.workspace.matrix(0, 3), false, 1, sum);
          form.result(sum);
          kernels.gather(form.random(4, 4), form.workspace.indices(new int[0]), nothing);
          Matrix row = form.random(1, 4);
          kernels.addColumnSums(nothing, row);
          form.result(row);
          kernels.add(nothing, nothing);
          kernels.scale(nothing, nothing);
          kernels.biasAndActivation(nothing, row, Activation.IDENTITY);
          kernels.activation(Activation.GELU, nothing, nothing);
          kernels.layerNorm(nothing, row, row, 0.1, nothing, null);
          Matrix empty = form.workspace.matrix(0, 8);
          AttentionRows noRows = AttentionRows.within(new RaggedRows());
          kernels.attention(noRows, 2, nothing, empty, null, null, nothing);
          kernels.scale(nothing, 2);
          kernels.biasAndActivation(nothing, row, Activation.RELU);
          kernels.maxOverTime(none, nothing, nothing, nothing);
          RecurrentWeights weights = form.randomWeights(RecurrentCell.LSTM, 4, 4);
          kernels.recurrent(
              RecurrentCell.LSTM,
              none,
              weights,
              RecurrentState.zeros(RecurrentCell.LSTM, 0, 4, form.workspace),
              nothing,
              nothing,
              form.workspace,
              false);
        });
  }
}
