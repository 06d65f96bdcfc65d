package org.neuralannotators.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Applies gradients to parameters with ND4J's updaters. Of an embedding table only the rows that
 * the batch used are updated, with their own rows of the updater's state. Not thread-safe; {@link
 * #close()} frees the state.
 */
public final class Optimizer implements AutoCloseable {
  private final OptimizerConfig config;
  private final Parameters parameters;
  private final INDArray state;
  private final Map<EmbeddingTable, List<EmbeddingTable>> tableStates;
  private int steps;

  /** An optimizer whose state is 0. */
  public Optimizer(OptimizerConfig config, Parameters parameters, List<EmbeddingTable> tables) {
    this.config = config;
    this.parameters = parameters;
    int states = config.statesPerParameter();
    state =
        Parameters.detachedZeros(
            parameters.values().dataType(), states * parameters.values().length());
    tableStates = new LinkedHashMap<>();
    for (EmbeddingTable table : tables) {
      List<EmbeddingTable> own = new ArrayList<>();
      for (int i = 0; i < states; i++) {
        own.add(table.zerosLike("optimizer." + i + "." + table.name()));
      }
      tableStates.put(table, own);
    }
  }

  /**
   * One step; the gradients are used up.
   *
   * @param pass whose gradients are applied
   * @param learningRate of this step
   * @param tableGradients of the tables' rows
   * @return the norm of the whole gradient before clipping
   */
  public double step(
      Pass pass, double learningRate, Map<EmbeddingTable, EmbeddingTable.Gradient> tableGradients) {
    INDArray gradient = pass.gradients().vector();
    double norm = clip(gradient, tableGradients);
    updater(learningRate, state.isEmpty() ? null : state).applyUpdater(gradient, steps, 0);
    parameters.values().subi(gradient);
    tableGradients.forEach((table, rows) -> stepRows(pass, learningRate, table, rows));
    steps++;
    return norm;
  }

  private double clip(
      INDArray parameterGradient, Map<EmbeddingTable, EmbeddingTable.Gradient> tableGradients) {
    double squares = square(parameterGradient.norm2Number().doubleValue());
    for (EmbeddingTable.Gradient gradient : tableGradients.values()) {
      squares += square(gradient.values().array().norm2Number().doubleValue());
    }
    double norm = Math.sqrt(squares);
    if (config.clipNorm() > 0 && norm > config.clipNorm()) {
      double factor = config.clipNorm() / norm;
      parameterGradient.muli(factor);
      tableGradients.values().forEach(gradient -> gradient.values().array().muli(factor));
    }
    return norm;
  }

  private static double square(double x) {
    return x * x;
  }

  private void stepRows(
      Pass pass, double learningRate, EmbeddingTable table, EmbeddingTable.Gradient gradient) {
    Indices rows = pass.workspace().indices(gradient.rows());
    Matrix update = gradient.values();
    List<EmbeddingTable> states = tableStates.get(table);
    Matrix own = pass.workspace().matrix(states.size() * rows.length(), update.columns());
    for (int i = 0; i < states.size(); i++) {
      pass.kernels().gather(states.get(i).value(), rows, block(own, i, rows));
    }
    updater(learningRate, states.isEmpty() ? null : flat(own)).applyUpdater(flat(update), steps, 0);
    for (int i = 0; i < states.size(); i++) {
      pass.kernels().scatter(block(own, i, rows), rows, states.get(i).value());
    }
    update.array().negi();
    pass.kernels().scatterAdd(update, rows, table.value());
  }

  private static Matrix block(Matrix states, int i, Indices rows) {
    return states.rows(i * rows.length(), (i + 1) * rows.length());
  }

  private static INDArray flat(Matrix matrix) {
    return matrix
        .memory()
        .get(NDArrayIndex.interval(matrix.offset(), matrix.offset() + matrix.size()));
  }

  private GradientUpdater<?> updater(double learningRate, INDArray view) {
    return config.updater(learningRate).instantiate(view, false);
  }

  /** How many steps were made. */
  public int steps() {
    return steps;
  }

  /** Continues behind a step whose state was restored. */
  public void continueAfter(int madeSteps) {
    steps = madeSteps;
  }

  /** The state of the parameters, for checkpoints. */
  public Matrix state() {
    return Matrix.ofVector(state);
  }

  /** The state of the tables, for checkpoints. */
  public List<EmbeddingTable> tableStates() {
    return tableStates.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    state.close();
    tableStates().forEach(EmbeddingTable::close);
  }
}
