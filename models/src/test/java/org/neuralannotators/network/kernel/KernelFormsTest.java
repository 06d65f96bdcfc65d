package org.neuralannotators.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The oneDNN form of each kernel gives what the ND4J form gives. */
class KernelFormsTest {
  private static final PackedSequence RAGGED = new PackedSequence(3, 1, 7, 3, 0, 9, 1, 9);

  @BeforeEach
  void oneDnnMustLoad() {
    assumeTrue(OneDnn.isAvailable(), "oneDNN can't be loaded on this platform");
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
    try (Form nd4j = new Form(new Nd4jKernels(DataType.FLOAT));
        Form oneDnn = new Form(new OneDnnKernels())) {
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

  @ParameterizedTest
  @EnumSource(Activation.class)
  void biasAndActivationWithGradient(Activation f) {
    assertFormsAgree(
        (form, kernels) -> {
          Matrix x = form.random(6, 9).columns(2, 7);
          kernels.biasAndActivation(x, form.random(1, 5), f);
          form.result(x);
          Matrix dy = form.random(6, 5);
          kernels.activationBackward(f, x, dy);
          form.result(dy);
          Matrix sums = form.random(1, 5);
          kernels.addColumnSums(dy, sums);
          form.result(sums);
        });
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
            Matrix inference = form.workspace.matrix(packed.rows(), units);
            kernels.recurrent(cell, packed, weights, x, inference, form.workspace, false);
            form.result(inference);
            Matrix h = form.workspace.matrix(packed.rows(), units);
            RecurrentTrace trace =
                kernels.recurrent(cell, packed, weights, x, h, form.workspace, true);
            form.result(h);
            RecurrentWeights gradients = form.randomWeights(cell, inputs, units);
            Matrix dh = form.random(packed.rows(), units);
            Matrix dx = form.workspace.matrix(packed.rows(), inputs);
            kernels.recurrentBackward(trace, dh, dx, gradients, form.workspace);
            form.result(dx);
            form.result(gradients.input());
            form.result(gradients.hidden());
            form.result(gradients.bias());
          });
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
          kernels.maxOverTime(none, nothing, nothing, nothing);
          RecurrentWeights weights = form.randomWeights(RecurrentCell.LSTM, 4, 4);
          kernels.recurrent(
              RecurrentCell.LSTM, none, weights, nothing, nothing, form.workspace, false);
        });
  }
}
