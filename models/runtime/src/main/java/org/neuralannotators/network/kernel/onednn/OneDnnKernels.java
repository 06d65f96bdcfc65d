package org.neuralannotators.network.kernel.onednn;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.AttentionRows;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.LstmGates;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedRecurrent;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.PackedWeights;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.kernel.RaggedAttention;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.network.kernel.host.HostDistances;
import org.neuralannotators.network.kernel.host.HostLosses;
import org.neuralannotators.network.kernel.host.HostMaximum;
import org.neuralannotators.network.kernel.host.HostRmsNorm;
import org.neuralannotators.network.kernel.host.HostRotation;
import org.neuralannotators.network.kernel.host.HostRows;
import org.neuralannotators.network.kernel.nd4j.Nd4jActivation;

/**
 * The kernels on the CPU in single precision: products and recurrent cells by oneDNN, what only
 * moves memory by loops over it. The factors of large products, but for those of attention and of
 * recurrent layers in training, may be rounded to bfloat16.
 */
final class OneDnnKernels implements Kernels {
  private final Precision precision;
  private final OneDnnRecurrent recurrent = new OneDnnRecurrent();
  private final OneDnnElementwise elementwise = new OneDnnElementwise();
  private final OneDnnLinear linear;
  private final OneDnnLstm lstm;
  private final OneDnnLayerNorm layerNorm = new OneDnnLayerNorm();
  private final OneDnnSoftmax softmax = new OneDnnSoftmax();
  private final RaggedAttention attention =
      new RaggedAttention(new AttentionSteps(), DataType.FLOAT);
  private final OneDnnProducts products = new OneDnnProducts();
  private final OneDnnRoundedProducts roundedProducts = new OneDnnRoundedProducts();
  private final NativeRows nativeRows = new NativeRows();

  OneDnnKernels(Precision precision) {
    this.precision = precision;
    linear = new OneDnnLinear(precision);
    lstm = new OneDnnLstm(linear, elementwise);
  }

  @Override
  public String description() {
    return "oneDNN %s, FLOAT%s"
        .formatted(OneDnn.version(), precision == Precision.BF16 ? ", products in BF16" : "");
  }

  @Override
  public String instructionSet() {
    return OneDnn.instructionSet();
  }

  @Override
  public DataType type() {
    return DataType.FLOAT;
  }

  @Override
  public void multiply(
      Matrix a, boolean transposeA, Matrix b, boolean transposeB, double beta, Matrix c) {
    if (precision == Precision.BF16
        && OneDnnRoundedProducts.takes(a, transposeA, transposeB, beta, c)) {
      roundedProducts.multiply(a, transposeA, b, transposeB, beta == 1, c);
    } else {
      products.multiply(1, a, transposeA, b, transposeB, beta, c);
    }
  }

  @Override
  public PackedWeights pack(Matrix weights, boolean transposed) {
    return linear.pack(weights, transposed);
  }

  @Override
  public void linear(Matrix x, PackedWeights weights, Matrix bias, Activation f, Matrix y) {
    if (weights.isPacked() && x.isContiguous() && y.isContiguous() && OneDnnActivation.has(f)) {
      linear.forward(x, weights, bias, f, y);
    } else {
      Kernels.super.linear(x, weights, bias, f, y);
    }
  }

  @Override
  public void add(Matrix x, Matrix y) {
    if (x.isContiguous() && y.isContiguous()) {
      elementwise.add(x, y);
    } else {
      HostRows.add(x, y);
    }
  }

  @Override
  public void biasAndActivation(Matrix x, Matrix bias, Activation f) {
    if (bias != null) {
      elementwise.addToRows(bias, x);
    }
    if (f != Activation.IDENTITY) {
      activation(f, x, x);
    }
  }

  @Override
  public void activation(Activation f, Matrix x, Matrix y) {
    if (f == Activation.IDENTITY) {
      copy(x, y);
    } else if (OneDnnActivation.has(f)) {
      withoutGaps(x, y, (from, to) -> elementwise.apply(f, from, to));
    } else {
      Nd4jActivation.apply(f, x, y);
    }
  }

  @Override
  public void activationBackward(Activation f, Matrix x, Matrix dy) {
    if (OneDnnActivation.has(f)) {
      withoutGaps(x, dy, (at, gradient) -> elementwise.applyBackward(f, at, gradient));
    } else {
      Nd4jActivation.applyBackward(f, x, dy);
    }
  }

  @Override
  public void activationBackwardOfValue(Activation f, Matrix y, Matrix dy) {
    if (f != Activation.IDENTITY) {
      withoutGaps(y, dy, (at, gradient) -> elementwise.applyBackwardOfValue(f, at, gradient));
    }
  }

  /** Works on the whole of two matrices, or on row after row where they have gaps. */
  private static void withoutGaps(Matrix a, Matrix b, BiConsumer<Matrix, Matrix> task) {
    if (a.isContiguous() && b.isContiguous()) {
      task.accept(a, b);
      return;
    }
    for (int i = 0; i < a.rows(); i++) {
      task.accept(a.rows(i, i + 1), b.rows(i, i + 1));
    }
  }

  @Override
  public void clip(Matrix x, double limit) {
    elementwise.clip(x, limit);
  }

  @Override
  public void clipBackward(Matrix y, double limit, Matrix dy) {
    elementwise.clipBackward(y, limit, dy);
  }

  @Override
  public void interpolate(Matrix gate, Matrix a, Matrix b, Matrix y) {
    HostRows.interpolate(gate, a, b, y);
  }

  @Override
  public void interpolateBackward(
      Matrix gate, Matrix a, Matrix b, Matrix dy, Matrix dGate, Matrix da, Matrix db) {
    HostRows.interpolateBackward(gate, a, b, dy, dGate, da, db);
  }

  @Override
  public void lstmStep(LstmGates gates, Matrix before, double clip, Matrix memory, Matrix out) {
    elementwise.apply(Activation.SIGMOID, gates.input(), gates.input());
    elementwise.apply(Activation.TANH, gates.candidate(), gates.candidate());
    elementwise.apply(Activation.SIGMOID, gates.forget(), gates.forget());
    elementwise.apply(Activation.SIGMOID, gates.output(), gates.output());
    elementwise.multiply(gates.forget(), before, memory);
    elementwise.multiply(gates.input(), gates.candidate(), out);
    elementwise.add(out, memory);
    if (clip > 0) {
      elementwise.clip(memory, clip);
    }
    elementwise.apply(Activation.TANH, memory, out);
    elementwise.multiply(out, gates.output(), out);
  }

  @Override
  public void lstmStepBackward(
      LstmGates gates,
      Matrix before,
      double clip,
      Matrix memory,
      Matrix dOut,
      Matrix dMemory,
      LstmGates dGates) {
    Matrix tanh = dGates.input();
    elementwise.apply(Activation.TANH, memory, tanh);
    elementwise.multiply(dOut, gates.output(), dGates.output());
    elementwise.applyBackwardOfValue(Activation.TANH, tanh, dGates.output());
    elementwise.add(dGates.output(), dMemory);
    if (clip > 0) {
      elementwise.clipBackward(memory, clip, dMemory);
    }
    gateBackward(Activation.SIGMOID, dOut, tanh, gates.output(), dGates.output());
    gateBackward(Activation.SIGMOID, dMemory, gates.candidate(), gates.input(), dGates.input());
    gateBackward(Activation.TANH, dMemory, gates.input(), gates.candidate(), dGates.candidate());
    gateBackward(Activation.SIGMOID, dMemory, before, gates.forget(), dGates.forget());
    elementwise.multiply(dMemory, gates.forget(), dMemory);
  }

  private void gateBackward(Activation f, Matrix dy, Matrix factor, Matrix gate, Matrix dGate) {
    elementwise.multiply(dy, factor, dGate);
    elementwise.applyBackwardOfValue(f, gate, dGate);
  }

  @Override
  public void rotate(Matrix x, Matrix cosines, Matrix sines, boolean back) {
    HostRotation.rotate(x, cosines, sines, back);
  }

  @Override
  public void layerNorm(
      Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y, Matrix moments) {
    layerNorm.forward(x, gain, bias, epsilon, y, moments);
  }

  @Override
  public void layerNormBackward(
      Matrix x,
      Matrix gain,
      double epsilon,
      Matrix moments,
      Matrix dy,
      Matrix dx,
      Matrix dGain,
      Matrix dBias) {
    layerNorm.backward(x, gain, epsilon, moments, dy, dx, dGain, dBias, elementwise);
  }

  @Override
  public void rmsNorm(Matrix x, Matrix gain, double epsilon, Matrix y, Matrix squares) {
    HostRmsNorm.forward(x, gain, epsilon, y, squares);
  }

  @Override
  public void rmsNormBackward(
      Matrix x, Matrix gain, double epsilon, Matrix squares, Matrix dy, Matrix dx, Matrix dGain) {
    HostRmsNorm.backward(x, gain, epsilon, squares, dy, dx, dGain);
  }

  @Override
  public RaggedAttention attention() {
    return attention;
  }

  private final class AttentionSteps implements RaggedAttention.Steps {
    private static final int COLUMNS = 32;

    @Override
    public void multiply(
        double alpha,
        Matrix a,
        boolean transposeA,
        Matrix b,
        boolean transposeB,
        double beta,
        Matrix c) {
      products.multiply(alpha, a, transposeA, b, transposeB, beta, c);
    }

    @Override
    public void addByDistance(int[] rows, Matrix products, boolean ofKeys, Matrix scores) {
      HostDistances.add(rows, products, ofKeys, scores);
    }

    @Override
    public void sumByDistance(int[] rows, Matrix dScores, boolean ofKeys, Matrix dProducts) {
      HostDistances.sum(rows, dScores, ofKeys, dProducts);
    }

    @Override
    public void hide(AttentionRows rows, int sequence, int heads, Matrix scores) {
      FloatBuffer values = HostAccess.floatBuffer(scores);
      int start = HostAccess.start(scores, 0);
      rows.forEachHidden(
          sequence,
          heads,
          (row, key) -> values.put(start + row * scores.stride() + key, Float.NEGATIVE_INFINITY));
    }

    @Override
    public void hide(Matrix scores) {
      float[] least = new float[scores.columns()];
      Arrays.fill(least, Float.NEGATIVE_INFINITY);
      FloatBuffer values = HostAccess.floatBuffer(scores);
      for (int row = 0; row < scores.rows(); row++) {
        values.put(HostAccess.start(scores, row), least);
      }
    }

    /** Texts that grow would have a shape for each of their lengths. */
    @Override
    public int columns(int keys) {
      return (keys + COLUMNS - 1) / COLUMNS * COLUMNS;
    }

    @Override
    public void softmax(Matrix x) {
      forEach(x, (begin, end) -> softmax.forward(x.rows(begin, end)));
    }

    @Override
    public void softmaxBackward(Matrix y, Matrix dy) {
      forEach(y, (begin, end) -> softmax.backward(y.rows(begin, end), dy.rows(begin, end)));
    }

    /** As many queries as keys make one shape for each length; others would make too many. */
    private void forEach(Matrix x, Chunks.Task task) {
      if (x.rows() % x.columns() == 0) {
        task.accept(0, x.rows());
      } else {
        Chunks.forEach(x.rows(), task);
      }
    }

    @Override
    public void multiplyElements(Matrix x, Matrix y, Matrix product) {
      elementwise.multiply(x, y, product);
    }
  }

  @Override
  public void softmax(Matrix x) {
    Chunks.forEach(x.rows(), (begin, end) -> softmax.forward(x.rows(begin, end)));
  }

  @Override
  public void softmaxBackward(Matrix y, Matrix dy) {
    Chunks.forEach(
        y.rows(), (begin, end) -> softmax.backward(y.rows(begin, end), dy.rows(begin, end)));
  }

  @Override
  public double crossEntropy(Matrix probabilities, Indices labels, double weight) {
    return HostLosses.crossEntropy(probabilities, labels, weight);
  }

  @Override
  public double smoothedCrossEntropy(
      Matrix scores, Indices labels, double smoothing, double weight) {
    return HostLosses.smoothedCrossEntropy(scores, labels, smoothing, weight, this::softmax);
  }

  @Override
  public void largest(Matrix x, Matrix values, Indices columns) {
    HostLosses.largest(x, values, columns);
  }

  @Override
  public void addColumnSums(Matrix x, Matrix sums) {
    products.addColumnSums(x, sums);
  }

  @Override
  public void gather(Matrix table, Indices rows, Matrix out) {
    IntBuffer numbers = HostAccess.intBuffer(rows);
    for (int i = 0; i < rows.length(); i++) {
      nativeRows.copy(table, numbers.get(HostAccess.start(rows) + i), out, i);
    }
  }

  @Override
  public void scatter(Matrix values, Indices rows, Matrix table) {
    IntBuffer numbers = HostAccess.intBuffer(rows);
    for (int i = 0; i < rows.length(); i++) {
      nativeRows.copy(values, i, table, numbers.get(HostAccess.start(rows) + i));
    }
  }

  @Override
  public void copy(Matrix from, Matrix to) {
    nativeRows.copy(from, to);
  }

  @Override
  public void scatterAdd(Matrix values, Indices rows, Matrix table) {
    HostRows.scatterAdd(values, rows, table);
  }

  @Override
  public void scale(Matrix x, Matrix factors) {
    if (x.size() > 0) {
      elementwise.multiply(x, factors, x);
    }
  }

  @Override
  public void scale(Matrix x, double factor) {
    elementwise.scale(x, (float) factor);
  }

  @Override
  public void scaleColumns(Matrix x, Matrix factors) {
    elementwise.scaleColumns(factors, x);
  }

  @Override
  public void scaleRows(Matrix x, Matrix factors, Indices rows) {
    HostRows.scaleRows(x, factors, rows);
  }

  @Override
  public void divideRows(Matrix x, Matrix divisors) {
    HostRows.divideRows(x, divisors);
  }

  @Override
  public void maxOverTime(PackedSequence packed, Matrix x, Matrix maxima, Matrix steps) {
    HostMaximum.forward(packed, x, maxima, steps);
  }

  @Override
  public void maxOverTimeBackward(PackedSequence packed, Matrix steps, Matrix dMaxima, Matrix dx) {
    HostMaximum.backward(packed, steps, dMaxima, dx);
  }

  @Override
  public RecurrentTrace recurrent(
      RecurrentCell cell,
      PackedSequence packed,
      RecurrentWeights weights,
      RecurrentState start,
      Matrix x,
      Matrix h,
      Workspace workspace,
      boolean training) {
    return recurrent.forward(cell, packed, weights, start, x, h, workspace, training);
  }

  @Override
  public PackedRecurrent pack(RecurrentCell cell, RecurrentWeights weights) {
    if (cell == RecurrentCell.LSTM) {
      OneDnnLstm.Weights copies = OneDnnLstm.Weights.of(weights, linear);
      if (copies.hidden().isPacked()) {
        return PackedRecurrent.of(cell, weights, copies);
      }
      copies.close();
    }
    return PackedRecurrent.unpacked(cell, weights);
  }

  @Override
  public void recurrent(
      PackedRecurrent weights, PackedSequence packed, Matrix x, Matrix h, Workspace workspace) {
    if (!(weights.copies() instanceof OneDnnLstm.Weights copies)) {
      Kernels.super.recurrent(weights, packed, x, h, workspace);
      return;
    }
    Matrix gates = workspace.matrix(packed.rows(), copies.bias().columns());
    linear(x, copies.input(), copies.bias(), Activation.IDENTITY, gates);
    lstm.forward(packed, copies.hidden(), gates, h, workspace);
  }

  @Override
  public void recurrentBackward(
      RecurrentTrace trace,
      Matrix dh,
      RecurrentState dState,
      Matrix dx,
      RecurrentWeights gradients,
      Workspace workspace) {
    recurrent.backward(trace, dh, dState, dx, gradients, workspace);
  }

  @Override
  public void close() {
    recurrent.close();
    elementwise.close();
    linear.close();
    layerNorm.close();
    softmax.close();
    attention.close();
    products.close();
    roundedProducts.close();
  }
}
