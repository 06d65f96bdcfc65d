package org.neuralannotators.network.kernel.nd4j;

import static org.neuralannotators.network.kernel.nd4j.Nd4jActivation.derivativeFromValue;
import static org.neuralannotators.network.kernel.nd4j.Nd4jKernels.step;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.neuralannotators.network.kernel.Activation;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Recurrent cells as ND4J operations, a step of active rows at a time. The trace holds the gates'
 * values [rows, gates H].
 */
final class Nd4jRecurrent {
  private Nd4jRecurrent() {}

  static RecurrentTrace forward(
      RecurrentCell cell,
      PackedSequence packed,
      RecurrentWeights weights,
      RecurrentState start,
      Matrix x,
      Matrix h,
      Workspace workspace) {
    Matrix gates = workspace.matrix(packed.rows(), cell.gates() * weights.units());
    Matrix memory = workspace.matrix(cell.hasMemory() ? packed.rows() : 0, weights.units());
    RecurrentTrace trace =
        new RecurrentTrace(cell, packed, weights, start, x, h, memory, List.of(gates));
    for (int t = 0; t < packed.steps(); t++) {
      new Step(trace, t).forward();
    }
    return trace;
  }

  static void backward(
      RecurrentTrace trace,
      Matrix dh,
      RecurrentState dState,
      Matrix dx,
      RecurrentWeights gradients) {
    INDArray dhNext = dState.h().array();
    INDArray dcNext = trace.cell().hasMemory() ? dState.memory().array() : null;
    for (int t = trace.packed().steps() - 1; t >= 0; t--) {
      new Step(trace, t).backward(dh, dx, gradients, dhNext, dcNext);
    }
  }

  /** The first rows of an array. */
  static INDArray top(INDArray array, int rows) {
    return array.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
  }

  /** One step of a recurrent layer. */
  private static final class Step {
    private final RecurrentTrace trace;
    private final int active;
    private final int units;
    private final INDArray x;
    private final INDArray h;
    private final INDArray gates;
    private final INDArray wh;

    /** Output and memory of the step before. */
    private final INDArray hBefore;

    private final INDArray cBefore;
    private final INDArray c;
    private final int t;

    Step(RecurrentTrace trace, int t) {
      this.trace = trace;
      this.t = t;
      active = trace.packed().active(t);
      units = trace.weights().units();
      x = at(trace.x());
      h = at(trace.h());
      gates = at(trace.states().get(0));
      wh = trace.weights().hidden().array();
      hBefore = before(trace.h(), trace.start().h());
      boolean memory = trace.cell().hasMemory();
      c = memory ? at(trace.memory()) : null;
      cBefore = memory ? before(trace.memory(), trace.start().memory()) : null;
    }

    private INDArray at(Matrix matrix) {
      return step(trace.packed(), matrix, t).array();
    }

    private INDArray before(Matrix matrix, Matrix first) {
      Matrix rows = t == 0 ? first : step(trace.packed(), matrix, t - 1);
      return rows.rows(0, active).array();
    }

    private INDArray gate(INDArray of, int gate) {
      return of.get(
          NDArrayIndex.all(), NDArrayIndex.interval((long) gate * units, (gate + 1L) * units));
    }

    void forward() {
      gates.assign(x.mmul(trace.weights().input().array()));
      gates.addiRowVector(trace.weights().bias().array());
      switch (trace.cell()) {
        case LSTM -> lstm();
        case GRU -> gru();
        case RNN -> {
          Transforms.tanh(gates.addi(hBefore.mmul(wh)), false);
          h.assign(gates);
        }
      }
    }

    private void lstm() {
      gates.addi(hBefore.mmul(wh));
      for (int g = 0; g < 4; g++) {
        if (g == 2) {
          Transforms.tanh(gate(gates, g), false);
        } else {
          Transforms.sigmoid(gate(gates, g), false);
        }
      }
      c.assign(gate(gates, 1).mul(cBefore).addi(gate(gates, 0).mul(gate(gates, 2))));
      h.assign(gate(gates, 3).mul(Transforms.tanh(c, true)));
    }

    private void gru() {
      for (int g = 0; g < 2; g++) {
        Transforms.sigmoid(gate(gates, g).addi(hBefore.mmul(gate(wh, g))), false);
      }
      INDArray n = gate(gates, 2);
      Transforms.tanh(n.addi(gate(gates, 1).mul(hBefore).mmul(gate(wh, 2))), false);
      INDArray u = gate(gates, 0);
      h.assign(u.mul(hBefore).addi(u.rsub(1).muli(n)));
    }

    void backward(
        Matrix dhOutput, Matrix dx, RecurrentWeights gradients, INDArray dhNext, INDArray dcNext) {
      INDArray dh = at(dhOutput).add(top(dhNext, active));
      INDArray dz = Nd4j.create(h.dataType(), active, (long) trace.cell().gates() * units);
      switch (trace.cell()) {
        case LSTM -> lstmBackward(dh, dz, gradients, top(dhNext, active), top(dcNext, active));
        case GRU -> gruBackward(dh, dz, gradients, top(dhNext, active));
        case RNN -> {
          dz.assign(dh.muli(derivativeFromValue(Activation.TANH, gates)));
          hiddenBackward(dz, gradients, top(dhNext, active));
        }
      }
      gradients.input().array().addi(x.transpose().mmul(dz));
      gradients.bias().array().addi(dz.sum(true, 0));
      at(dx).assign(dz.mmul(trace.weights().input().array().transpose()));
    }

    private void hiddenBackward(INDArray dz, RecurrentWeights gradients, INDArray dhBefore) {
      gradients.hidden().array().addi(hBefore.transpose().mmul(dz));
      dhBefore.assign(dz.mmul(wh.transpose()));
    }

    private void lstmBackward(
        INDArray dh,
        INDArray dz,
        RecurrentWeights gradients,
        INDArray dhBefore,
        INDArray dcBefore) {
      INDArray i = gate(gates, 0);
      INDArray f = gate(gates, 1);
      INDArray g = gate(gates, 2);
      INDArray o = gate(gates, 3);
      INDArray tanhC = Transforms.tanh(c, true);
      INDArray dc = dh.mul(o).muli(derivativeFromValue(Activation.TANH, tanhC)).addi(dcBefore);
      gate(dz, 0).assign(dc.mul(g).muli(derivativeFromValue(Activation.SIGMOID, i)));
      gate(dz, 1).assign(dc.mul(cBefore).muli(derivativeFromValue(Activation.SIGMOID, f)));
      gate(dz, 2).assign(dc.mul(i).muli(derivativeFromValue(Activation.TANH, g)));
      gate(dz, 3).assign(dh.mul(tanhC).muli(derivativeFromValue(Activation.SIGMOID, o)));
      dcBefore.assign(dc.mul(f));
      hiddenBackward(dz, gradients, dhBefore);
    }

    private void gruBackward(
        INDArray dh, INDArray dz, RecurrentWeights gradients, INDArray dhBefore) {
      INDArray u = gate(gates, 0);
      INDArray r = gate(gates, 1);
      INDArray n = gate(gates, 2);
      INDArray dn = dh.mul(u.rsub(1)).muli(derivativeFromValue(Activation.TANH, n));
      INDArray reset = r.mul(hBefore);
      INDArray dReset = dn.mmul(gate(wh, 2).transpose());
      gate(dz, 0).assign(dh.mul(hBefore.sub(n)).muli(derivativeFromValue(Activation.SIGMOID, u)));
      gate(dz, 1).assign(dReset.mul(hBefore).muli(derivativeFromValue(Activation.SIGMOID, r)));
      gate(dz, 2).assign(dn);
      INDArray dWh = gradients.hidden().array();
      dhBefore.assign(dh.mul(u).addi(dReset.muli(r)));
      for (int g = 0; g < 2; g++) {
        gate(dWh, g).addi(hBefore.transpose().mmul(gate(dz, g)));
        dhBefore.addi(gate(dz, g).mmul(gate(wh, g).transpose()));
      }
      gate(dWh, 2).addi(reset.transpose().mmul(dn));
    }
  }
}
