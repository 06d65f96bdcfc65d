package org.neuralannotators.network.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.neuralannotators.network.kernel.OneDnn.Address;

/**
 * The kernels on the CPU in single precision: products and recurrent cells by oneDNN, what only
 * moves memory by loops over it.
 */
final class OneDnnKernels implements Kernels {
  private final OneDnnRecurrent recurrent = new OneDnnRecurrent();
  private final Address left = new Address();
  private final Address right = new Address();
  private final Address result = new Address();

  @Override
  public String description() {
    return "oneDNN " + OneDnn.version() + ", FLOAT";
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
    if (c.size() == 0) {
      return;
    }
    int inner = transposeA ? a.rows() : a.columns();
    int status =
        dnnl.dnnl_sgemm(
            (byte) (transposeA ? 'T' : 'N'),
            (byte) (transposeB ? 'T' : 'N'),
            c.rows(),
            c.columns(),
            inner,
            1f,
            left.at(a.address()),
            a.stride(),
            right.at(b.address()),
            b.stride(),
            (float) beta,
            result.at(c.address()),
            c.stride());
    if (status != 0) {
      throw new IllegalStateException(
          "oneDNN refuses the product of " + a + " and " + b + " with status [" + status + "]");
    }
  }

  @Override
  public void biasAndActivation(Matrix x, Matrix bias, Activation f) {
    FloatIndexer values = floats(x);
    FloatIndexer biases = floats(bias);
    for (int i = 0; i < x.rows(); i++) {
      long at = x.offset() + (long) i * x.stride();
      for (int j = 0; j < x.columns(); j++) {
        float z = values.get(at + j) + biases.get(bias.offset() + j);
        values.put(at + j, f == Activation.IDENTITY ? z : (float) f.value(z));
      }
    }
  }

  @Override
  public void activationBackward(Activation f, Matrix y, Matrix dy) {
    if (f == Activation.IDENTITY) {
      return;
    }
    FloatIndexer values = floats(y);
    FloatIndexer gradients = floats(dy);
    for (int i = 0; i < y.rows(); i++) {
      long from = y.offset() + (long) i * y.stride();
      long to = dy.offset() + (long) i * dy.stride();
      for (int j = 0; j < y.columns(); j++) {
        gradients.put(to + j, (float) (gradients.get(to + j) * f.derivative(values.get(from + j))));
      }
    }
  }

  @Override
  public void addColumnSums(Matrix x, Matrix sums) {
    FloatIndexer values = floats(x);
    FloatIndexer to = floats(sums);
    for (int i = 0; i < x.rows(); i++) {
      add(values, x.offset() + (long) i * x.stride(), to, sums.offset(), x.columns());
    }
  }

  @Override
  public void gather(Matrix table, Indices rows, Matrix out) {
    for (int i = 0; i < rows.length(); i++) {
      copyRow(table, ints(rows).get(rows.offset() + i), out, i);
    }
  }

  @Override
  public void scatter(Matrix values, Indices rows, Matrix table) {
    for (int i = 0; i < rows.length(); i++) {
      copyRow(values, i, table, ints(rows).get(rows.offset() + i));
    }
  }

  private void copyRow(Matrix from, long fromRow, Matrix to, long toRow) {
    Pointer.memcpy(
        result.at(to.address() + toRow * to.stride() * Float.BYTES),
        left.at(from.address() + fromRow * from.stride() * Float.BYTES),
        (long) to.columns() * Float.BYTES);
  }

  @Override
  public void scatterAdd(Matrix values, Indices rows, Matrix table) {
    IntIndexer numbers = ints(rows);
    FloatIndexer from = floats(values);
    FloatIndexer to = floats(table);
    for (int i = 0; i < rows.length(); i++) {
      long row = numbers.get(rows.offset() + i);
      add(
          from,
          values.offset() + (long) i * values.stride(),
          to,
          table.offset() + row * table.stride(),
          values.columns());
    }
  }

  @Override
  public void scaleRows(Matrix x, Matrix factors, Indices rows) {
    IntIndexer numbers = ints(rows);
    FloatIndexer values = floats(x);
    FloatIndexer by = floats(factors);
    for (int i = 0; i < x.rows(); i++) {
      long at = x.offset() + (long) i * x.stride();
      long factor = factors.offset() + (long) numbers.get(rows.offset() + i) * factors.stride();
      for (int j = 0; j < x.columns(); j++) {
        values.put(at + j, values.get(at + j) * by.get(factor + j));
      }
    }
  }

  @Override
  public void maxOverTime(PackedSequence packed, Matrix x, Matrix maxima, Matrix steps) {
    FloatIndexer values = floats(x);
    FloatIndexer best = floats(maxima);
    FloatIndexer at = floats(steps);
    fill(maxima, Float.NEGATIVE_INFINITY);
    fill(steps, -1);
    for (int t = 0; t < packed.steps(); t++) {
      for (int i = 0; i < packed.active(t); i++) {
        long from = x.offset() + (long) packed.row(i, t) * x.stride();
        long to = maxima.offset() + (long) packed.original(i) * maxima.stride();
        long step = steps.offset() + (long) packed.original(i) * steps.stride();
        for (int j = 0; j < x.columns(); j++) {
          float value = values.get(from + j);
          if (value > best.get(to + j)) {
            best.put(to + j, value);
            at.put(step + j, t);
          }
        }
      }
    }
    for (int i = packed.sequences() - 1; i >= 0 && packed.length(i) == 0; i--) {
      fill(maxima.rows(packed.original(i), packed.original(i) + 1), 0);
    }
  }

  @Override
  public void maxOverTimeBackward(PackedSequence packed, Matrix steps, Matrix dMaxima, Matrix dx) {
    FloatIndexer at = floats(steps);
    FloatIndexer from = floats(dMaxima);
    FloatIndexer to = floats(dx);
    fill(dx, 0);
    for (int i = 0; i < packed.sequences() && packed.length(i) > 0; i++) {
      long step = steps.offset() + (long) packed.original(i) * steps.stride();
      long gradient = dMaxima.offset() + (long) packed.original(i) * dMaxima.stride();
      for (int j = 0; j < dx.columns(); j++) {
        int row = packed.row(i, (int) at.get(step + j));
        to.put(dx.offset() + (long) row * dx.stride() + j, from.get(gradient + j));
      }
    }
  }

  @Override
  public RecurrentTrace recurrent(
      RecurrentCell cell,
      PackedSequence packed,
      RecurrentWeights weights,
      Matrix x,
      Matrix h,
      Workspace workspace,
      boolean training) {
    return recurrent.forward(cell, packed, weights, x, h, workspace, training);
  }

  @Override
  public void recurrentBackward(
      RecurrentTrace trace, Matrix dh, Matrix dx, RecurrentWeights gradients, Workspace workspace) {
    recurrent.backward(trace, dh, dx, gradients, workspace);
  }

  @Override
  public void close() {
    recurrent.close();
  }

  private static void add(FloatIndexer from, long source, FloatIndexer to, long target, int count) {
    for (int j = 0; j < count; j++) {
      to.put(target + j, to.get(target + j) + from.get(source + j));
    }
  }

  private static void fill(Matrix x, float value) {
    FloatIndexer values = floats(x);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        values.put(x.offset() + (long) i * x.stride() + j, value);
      }
    }
  }

  private static FloatIndexer floats(Matrix matrix) {
    return (FloatIndexer) matrix.memory().data().indexer();
  }

  private static IntIndexer ints(Indices indices) {
    return (IntIndexer) indices.memory().data().indexer();
  }
}
