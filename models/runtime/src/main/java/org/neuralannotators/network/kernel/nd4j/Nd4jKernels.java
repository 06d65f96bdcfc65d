package org.neuralannotators.network.kernel.nd4j;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.HostAccess;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.LstmGates;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RaggedAttention;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;

/** The kernels as ND4J operations, for any backend and for double precision. */
final class Nd4jKernels implements Kernels {
  private final DataType type;
  private final Nd4jAttentionSteps steps = new Nd4jAttentionSteps();
  private final RaggedAttention attention;

  Nd4jKernels(DataType type) {
    this.type = type;
    attention = new RaggedAttention(steps, type);
  }

  @Override
  public String description() {
    return "ND4J operations, " + type;
  }

  @Override
  public String instructionSet() {
    return "as ND4J was built";
  }

  @Override
  public DataType type() {
    return type;
  }

  @Override
  public void multiply(
      Matrix a, boolean transposeA, Matrix b, boolean transposeB, double beta, Matrix c) {
    if (c.size() == 0) {
      return;
    }
    INDArray result = c.array();
    INDArray left = transposeA ? a.array().transpose() : a.array();
    INDArray right = transposeB ? b.array().transpose() : b.array();
    if (left.columns() == 0) {
      result.muli(beta);
    } else if (beta == 0) {
      result.assign(left.mmul(right));
    } else {
      result.muli(beta).addi(left.mmul(right));
    }
  }

  @Override
  public void copy(Matrix from, Matrix to) {
    to.copyFrom(from);
  }

  @Override
  public void add(Matrix x, Matrix y) {
    y.add(x);
  }

  @Override
  public void biasAndActivation(Matrix x, Matrix bias, Activation f) {
    if (x.size() == 0) {
      return;
    }
    if (bias != null) {
      x.array().addiRowVector(bias.array());
    }
    if (f != Activation.IDENTITY) {
      Nd4jActivation.apply(f, x, x);
    }
  }

  @Override
  public void activation(Activation f, Matrix x, Matrix y) {
    Nd4jActivation.apply(f, x, y);
  }

  @Override
  public void activationBackward(Activation f, Matrix x, Matrix dy) {
    Nd4jActivation.applyBackward(f, x, dy);
  }

  @Override
  public void activationBackwardOfValue(Activation f, Matrix y, Matrix dy) {
    if (f != Activation.IDENTITY && y.size() > 0) {
      dy.array().muli(Nd4jActivation.derivativeFromValue(f, y.array()));
    }
  }

  @Override
  public void clip(Matrix x, double limit) {
    if (x.size() > 0) {
      INDArray array = x.array();
      array.assign(Transforms.max(Transforms.min(array, limit, true), -limit, true));
    }
  }

  @Override
  public void clipBackward(Matrix y, double limit, Matrix dy) {
    if (y.size() > 0) {
      dy.array().muli(Transforms.abs(y.array(), true).lt(limit).castTo(type));
    }
  }

  @Override
  public void interpolate(Matrix gate, Matrix a, Matrix b, Matrix y) {
    if (y.size() > 0) {
      INDArray share = gate.array();
      y.array().assign(share.mul(a.array()).addi(share.rsub(1).muli(b.array())));
    }
  }

  @Override
  public void interpolateBackward(
      Matrix gate, Matrix a, Matrix b, Matrix dy, Matrix dGate, Matrix da, Matrix db) {
    if (dy.size() > 0) {
      INDArray share = gate.array();
      INDArray gradient = dy.array();
      dGate.array().assign(a.array().sub(b.array()).muli(gradient));
      da.array().assign(gradient.mul(share));
      db.array().assign(gradient.mul(share.rsub(1)));
    }
  }

  @Override
  public void lstmStep(LstmGates gates, Matrix before, double clip, Matrix memory, Matrix out) {
    if (out.size() > 0) {
      INDArray i = Transforms.sigmoid(gates.input().array(), false);
      INDArray j = Transforms.tanh(gates.candidate().array(), false);
      INDArray f = Transforms.sigmoid(gates.forget().array(), false);
      INDArray o = Transforms.sigmoid(gates.output().array(), false);
      memory.array().assign(f.mul(before.array()).addi(i.mul(j)));
      if (clip > 0) {
        clip(memory, clip);
      }
      out.array().assign(Transforms.tanh(memory.array(), true).muli(o));
    }
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
    if (dOut.size() == 0) {
      return;
    }
    INDArray tanh = Transforms.tanh(memory.array(), true);
    INDArray dm = dOut.array();
    INDArray dc = dMemory.array();
    dc.addi(
        dm.mul(gates.output().array())
            .muli(Nd4jActivation.derivativeFromValue(Activation.TANH, tanh)));
    if (clip > 0) {
      clipBackward(memory, clip, dMemory);
    }
    INDArray i = gates.input().array();
    INDArray j = gates.candidate().array();
    INDArray f = gates.forget().array();
    INDArray o = gates.output().array();
    dGates
        .output()
        .array()
        .assign(dm.mul(tanh).muli(Nd4jActivation.derivativeFromValue(Activation.SIGMOID, o)));
    dGates
        .input()
        .array()
        .assign(dc.mul(j).muli(Nd4jActivation.derivativeFromValue(Activation.SIGMOID, i)));
    dGates
        .candidate()
        .array()
        .assign(dc.mul(i).muli(Nd4jActivation.derivativeFromValue(Activation.TANH, j)));
    dGates
        .forget()
        .array()
        .assign(
            dc.mul(before.array()).muli(Nd4jActivation.derivativeFromValue(Activation.SIGMOID, f)));
    dc.muli(f);
  }

  @Override
  public void rotate(Matrix x, Matrix cosines, Matrix sines, boolean back) {
    int half = cosines.columns();
    for (int from = 0; from < x.columns() && x.rows() > 0; from += 2 * half) {
      INDArray first = x.columns(from, from + half).array();
      INDArray second = x.columns(from + half, from + 2 * half).array();
      INDArray cosine = cosines.array();
      INDArray sine = back ? sines.array().neg() : sines.array();
      INDArray turned = first.mul(cosine).subi(second.mul(sine));
      second.muli(cosine).addi(first.mul(sine));
      first.assign(turned);
    }
  }

  @Override
  public void layerNorm(
      Matrix x, Matrix gain, Matrix bias, double epsilon, Matrix y, Matrix moments) {
    if (x.size() > 0) {
      Nd4jLayerNorm.forward(x, gain, bias, epsilon, y, moments);
    }
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
    if (x.size() > 0) {
      Nd4jLayerNorm.backward(x, gain, epsilon, moments, dy, dx, dGain, dBias);
    }
  }

  @Override
  public void rmsNorm(Matrix x, Matrix gain, double epsilon, Matrix y, Matrix squares) {
    if (x.size() > 0) {
      Nd4jRmsNorm.forward(x, gain, epsilon, y, squares);
    }
  }

  @Override
  public void rmsNormBackward(
      Matrix x, Matrix gain, double epsilon, Matrix squares, Matrix dy, Matrix dx, Matrix dGain) {
    if (x.size() > 0) {
      Nd4jRmsNorm.backward(x, gain, epsilon, squares, dy, dx, dGain);
    }
  }

  @Override
  public RaggedAttention attention() {
    return attention;
  }

  @Override
  public void softmax(Matrix x) {
    if (x.size() > 0) {
      steps.softmax(x);
    }
  }

  @Override
  public void softmaxBackward(Matrix y, Matrix dy) {
    if (y.size() > 0) {
      steps.softmaxBackward(y, dy);
    }
  }

  @Override
  public double crossEntropy(Matrix probabilities, Indices labels, double weight) {
    if (probabilities.size() == 0) {
      return 0;
    }
    INDArray values = probabilities.array();
    int[] numbers = labels.array().dup().data().asInt();
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      double value = values.getDouble(i, numbers[i]);
      sum -= Math.log(Math.max(Float.MIN_NORMAL, value));
      values.putScalar(i, numbers[i], value - 1);
    }
    values.muli(weight);
    return weight * sum;
  }

  @Override
  public double smoothedCrossEntropy(
      Matrix scores, Indices labels, double smoothing, double weight) {
    if (scores.size() == 0) {
      return 0;
    }
    int columns = scores.columns();
    INDArray target =
        Nd4j.valueArrayOf(new long[] {scores.rows(), columns}, smoothing / columns, type);
    int[] numbers = labels.array().dup().data().asInt();
    for (int i = 0; i < numbers.length; i++) {
      target.putScalar(i, numbers[i], smoothing / columns + 1 - smoothing);
    }
    INDArray logarithms = scores.array().dup();
    logarithms.subiColumnVector(logarithms.max(true, 1));
    logarithms.subiColumnVector(Transforms.log(Transforms.exp(logarithms, true).sum(true, 1)));
    double loss = -target.mul(logarithms).sumNumber().doubleValue();
    scores.array().assign(Transforms.exp(logarithms, false).subi(target).muli(weight));
    return weight * loss;
  }

  @Override
  public void largest(Matrix x, Matrix values, Indices columns) {
    int count = values.columns();
    int[] places = new int[columns.length()];
    double[] found = new double[places.length];
    for (int i = 0; i < x.rows(); i++) {
      double[] row = x.rows(i, i + 1).toDoubles();
      int[] order =
          IntStream.range(0, row.length)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> -row[j]))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(order, 0, places, i * count, count);
      for (int j = 0; j < count; j++) {
        found[i * count + j] = row[order[j]];
      }
    }
    values.write(found);
    HostAccess.write(columns, places);
  }

  @Override
  public void addColumnSums(Matrix x, Matrix sums) {
    if (x.size() > 0) {
      sums.array().addi(x.array().sum(true, 0));
    }
  }

  @Override
  public void gather(Matrix table, Indices rows, Matrix out) {
    if (out.size() > 0) {
      out.array().assign(gathered(table, rows));
    }
  }

  @Override
  public void scatterAdd(Matrix values, Indices rows, Matrix table) {
    if (values.size() > 0) {
      INDArray sum = Nd4j.create(type, table.rows(), table.columns());
      Nd4j.exec(
          DynamicCustomOp.builder("scatter_add")
              .addInputs(sum, rows.array(), values.array())
              .addOutputs(sum)
              // Locks: without, sums of rows that come more than once lose summands by chance.
              .addBooleanArguments(true)
              .build());
      table.array().addi(sum);
    }
  }

  @Override
  public void scatter(Matrix values, Indices rows, Matrix table) {
    if (values.size() == 0) {
      return;
    }
    int[] numbers = rows.array().dup().data().asInt();
    for (int i = 0; i < numbers.length; i++) {
      table.rows(numbers[i], numbers[i] + 1).copyFrom(values.rows(i, i + 1));
    }
  }

  @Override
  public void scale(Matrix x, Matrix factors) {
    if (x.size() > 0) {
      x.array().muli(factors.array());
    }
  }

  @Override
  public void scale(Matrix x, double factor) {
    if (x.size() > 0) {
      x.array().muli(factor);
    }
  }

  @Override
  public void scaleColumns(Matrix x, Matrix factors) {
    if (x.size() > 0) {
      x.array().muliRowVector(factors.array());
    }
  }

  @Override
  public void scaleRows(Matrix x, Matrix factors, Indices rows) {
    if (x.size() > 0) {
      x.array().muli(gathered(factors, rows));
    }
  }

  @Override
  public void divideRows(Matrix x, Matrix divisors) {
    if (x.size() > 0) {
      x.array().diviColumnVector(divisors.array().dup());
    }
  }

  private INDArray gathered(Matrix table, Indices rows) {
    INDArray result = Nd4j.create(type, rows.length(), table.columns());
    Nd4j.exec(
        DynamicCustomOp.builder("gather")
            .addInputs(table.array().dup(), rows.array())
            .addIntegerArguments(0)
            .addOutputs(result)
            .build());
    return result;
  }

  @Override
  public void maxOverTime(PackedSequence packed, Matrix x, Matrix maxima, Matrix steps) {
    if (maxima.size() == 0) {
      return;
    }
    INDArray best = Nd4j.valueArrayOf(sorted(packed, x), Double.NEGATIVE_INFINITY, type);
    INDArray at = Nd4j.valueArrayOf(sorted(packed, x), -1.0, type);
    for (int t = 0; t < packed.steps(); t++) {
      INDArray now = step(packed, x, t).array();
      INDArray before = Nd4jRecurrent.top(best, packed.active(t));
      INDArray better = now.gt(before).castTo(type);
      INDArray steady = Nd4jRecurrent.top(at, packed.active(t));
      steady.muli(better.rsub(1)).addi(better.mul(t));
      before.assign(Transforms.max(now, before));
    }
    for (int i = 0; i < packed.sequences(); i++) {
      INDArray row = maxima.rows(packed.original(i), packed.original(i) + 1).array();
      row.assign(packed.length(i) == 0 ? best.getRow(i, true).mul(0).assign(0) : row(best, i));
      steps.rows(packed.original(i), packed.original(i) + 1).array().assign(row(at, i));
    }
  }

  @Override
  public void maxOverTimeBackward(PackedSequence packed, Matrix steps, Matrix dMaxima, Matrix dx) {
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        int sequence = packed.original(i);
        INDArray here = steps.rows(sequence, sequence + 1).array().eq(t).castTo(type);
        int row = packed.row(i, t);
        dx.rows(row, row + 1)
            .array()
            .assign(here.muli(dMaxima.rows(sequence, sequence + 1).array()));
      }
    }
  }

  private static long[] sorted(PackedSequence packed, Matrix x) {
    return new long[] {packed.sequences(), x.columns()};
  }

  private static INDArray row(INDArray array, int i) {
    return array.getRow(i, true);
  }

  /** The rows of the sequences that are active at a step. */
  static Matrix step(PackedSequence packed, Matrix x, int t) {
    return x.rows(packed.offset(t), packed.offset(t + 1));
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
    return Nd4jRecurrent.forward(cell, packed, weights, start, x, h, workspace);
  }

  @Override
  public void recurrentBackward(
      RecurrentTrace trace,
      Matrix dh,
      RecurrentState dState,
      Matrix dx,
      RecurrentWeights gradients,
      Workspace workspace) {
    Nd4jRecurrent.backward(trace, dh, dState, dx, gradients);
  }

  @Override
  public void close() {
    attention.close();
  }
}
