package org.neuralannotators.network.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.kernel.PackedSequence;
import org.neuralannotators.network.kernel.RecurrentCell;
import org.neuralannotators.network.kernel.RecurrentState;
import org.neuralannotators.network.kernel.RecurrentTrace;
import org.neuralannotators.network.kernel.RecurrentWeights;
import org.neuralannotators.network.kernel.Workspace;

/**
 * Recurrent layers as oneDNN's primitives. A packed sequence is cut into runs of steps with the
 * same number of active rows; a run's length is a power of two, so that a few shapes serve all
 * batches. The first rows of one run's last outputs are the next run's state in place.
 *
 * <p>The trace holds the LSTM's memory behind each run only, and each run's oneDNN workspace.
 */
final class OneDnnRecurrent implements AutoCloseable {
  private static final int LONGEST_RUN = 64;

  private final PrimitiveCache<RecurrentShape> primitives =
      new PrimitiveCache<>(shape -> new RecurrentPrimitiveBuilder(shape).build());
  private final Map<List<Integer>, OneDnnTranspose> transpositions = new HashMap<>();

  /** Steps {@code from} to {@code to}, through which {@code active} rows run. */
  private record Run(int from, int to, int active) {
    int steps() {
      return to - from;
    }
  }

  RecurrentTrace forward(
      RecurrentCell cell,
      PackedSequence packed,
      RecurrentWeights weights,
      RecurrentState start,
      Matrix x,
      Matrix h,
      Workspace workspace,
      boolean training) {
    int units = weights.units();
    Matrix memory = workspace.matrix(cell.hasMemory() ? packed.rows() : 0, units);
    Matrix scratch = workspace.matrix(packed.sequences(), units);
    List<Matrix> states = new ArrayList<>();
    for (Run run : runs(packed)) {
      OneDnnPrimitive primitive =
          primitives.get(
              new RecurrentShape(
                  cell,
                  run.steps(),
                  run.active(),
                  x.columns(),
                  units,
                  training ? RecurrentShape.Pass.TRAINING : RecurrentShape.Pass.INFERENCE));
      primitive
          .bind(DNNL_ARG_SRC_LAYER, rows(packed, run, x))
          .bind(DNNL_ARG_SRC_ITER, before(packed, run, h, start.h()))
          .bind(DNNL_ARG_WEIGHTS_LAYER, weights.input())
          .bind(DNNL_ARG_WEIGHTS_ITER, weights.hidden())
          .bind(DNNL_ARG_BIAS, weights.bias())
          .bind(DNNL_ARG_DST_LAYER, rows(packed, run, h))
          .bind(DNNL_ARG_DST_ITER, scratch);
      if (cell.hasMemory()) {
        primitive
            .bind(DNNL_ARG_SRC_ITER_C, before(packed, run, memory, start.memory()))
            .bind(DNNL_ARG_DST_ITER_C, last(packed, run, memory));
      }
      if (training) {
        Matrix own = workspace.matrix(1, primitive.workspaceFloats());
        primitive.bind(DNNL_ARG_WORKSPACE, own);
        states.add(own);
      }
      primitives.execute(primitive);
    }
    return new RecurrentTrace(cell, packed, weights, start, x, h, memory, states);
  }

  void backward(
      RecurrentTrace trace,
      Matrix dh,
      RecurrentState dLast,
      Matrix dx,
      RecurrentWeights gradients,
      Workspace workspace) {
    PackedSequence packed = trace.packed();
    RecurrentCell cell = trace.cell();
    int units = trace.weights().units();
    Matrix memory = trace.memory();
    RecurrentState start = trace.start();
    Matrix input = transposed(trace.weights().input(), workspace);
    Matrix hidden = transposed(trace.weights().hidden(), workspace);
    // Two of each in turn: a run reads what the run behind it wrote, where the rows of sequences
    // that end in between are still as they were given. The first run writes to the given ones.
    Matrix[] dState = {copy(dLast.h(), workspace), dLast.h()};
    Matrix[] dMemory = {copy(dLast.memory(), workspace), dLast.memory()};
    List<Run> runs = runs(packed);
    for (int r = runs.size() - 1; r >= 0; r--) {
      Run run = runs.get(r);
      int from = r & 1;
      OneDnnPrimitive primitive =
          primitives.get(
              new RecurrentShape(
                  cell,
                  run.steps(),
                  run.active(),
                  trace.x().columns(),
                  units,
                  RecurrentShape.Pass.BACKWARD));
      primitive
          .bind(DNNL_ARG_SRC_LAYER, rows(packed, run, trace.x()))
          .bind(DNNL_ARG_SRC_ITER, before(packed, run, trace.h(), start.h()))
          .bind(DNNL_ARG_WEIGHTS_LAYER, input)
          .bind(DNNL_ARG_WEIGHTS_ITER, hidden)
          .bind(DNNL_ARG_BIAS, trace.weights().bias())
          .bind(DNNL_ARG_DST_LAYER, rows(packed, run, trace.h()))
          .bind(DNNL_ARG_DST_ITER, last(packed, run, trace.h()))
          .bind(DNNL_ARG_WORKSPACE, trace.states().get(r))
          .bind(DNNL_ARG_DIFF_SRC_LAYER, rows(packed, run, dx))
          .bind(DNNL_ARG_DIFF_SRC_ITER, dState[1 - from])
          .bind(DNNL_ARG_DIFF_WEIGHTS_LAYER, gradients.input())
          .bind(DNNL_ARG_DIFF_WEIGHTS_ITER, gradients.hidden())
          .bind(DNNL_ARG_DIFF_BIAS, gradients.bias())
          .bind(DNNL_ARG_DIFF_DST_LAYER, rows(packed, run, dh))
          .bind(DNNL_ARG_DIFF_DST_ITER, dState[from]);
      if (cell.hasMemory()) {
        primitive
            .bind(DNNL_ARG_SRC_ITER_C, before(packed, run, memory, start.memory()))
            .bind(DNNL_ARG_DST_ITER_C, last(packed, run, memory))
            .bind(DNNL_ARG_DIFF_SRC_ITER_C, dMemory[1 - from])
            .bind(DNNL_ARG_DIFF_DST_ITER_C, dMemory[from]);
      }
      primitives.execute(primitive);
    }
  }

  private static Matrix copy(Matrix matrix, Workspace workspace) {
    return workspace.matrix(matrix.rows(), matrix.columns()).copyFrom(matrix);
  }

  private static List<Run> runs(PackedSequence packed) {
    List<Run> runs = new ArrayList<>();
    for (int t = 0; t < packed.steps(); ) {
      int active = packed.active(t);
      int end = t + 1;
      while (end < packed.steps() && end - t < LONGEST_RUN && packed.active(end) == active) {
        end++;
      }
      int length = Integer.highestOneBit(end - t);
      runs.add(new Run(t, t + length, active));
      t += length;
    }
    return runs;
  }

  private static Matrix rows(PackedSequence packed, Run run, Matrix x) {
    return x.rows(packed.offset(run.from()), packed.offset(run.to()));
  }

  /** The state behind a run, of the rows that were active in it. */
  private static Matrix last(PackedSequence packed, Run run, Matrix state) {
    return state.rows(packed.offset(run.to() - 1), packed.offset(run.to()));
  }

  private static Matrix before(PackedSequence packed, Run run, Matrix state, Matrix start) {
    return run.from() == 0
        ? start
        : state.rows(packed.offset(run.from() - 1), packed.offset(run.from() - 1) + run.active());
  }

  /** oneDNN's backward pass takes the weights with inputs innermost. */
  private Matrix transposed(Matrix weights, Workspace workspace) {
    Matrix result = workspace.matrix(weights.columns(), weights.rows());
    transpositions
        .computeIfAbsent(
            List.of(weights.rows(), weights.columns()),
            shape -> new OneDnnTranspose(weights.rows(), weights.columns()))
        .execute(weights, result);
    return result;
  }

  @Override
  public void close() {
    primitives.close();
    transpositions.values().forEach(OneDnnTranspose::close);
    transpositions.clear();
  }
}
