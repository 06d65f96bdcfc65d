package org.neuralannotators.network.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Parameters;
import org.neuralannotators.network.kernel.Indices;
import org.neuralannotators.network.kernel.Matrix;

/**
 * Applies gradients to parameters with ND4J's updaters. Of an embedding table only the rows that
 * the batch used are updated and decay, with their own rows of the updater's state. Not
 * thread-safe; {@link #close()} frees the state.
 */
public final class Optimizer implements AutoCloseable {
  private final OptimizerConfig config;
  private final List<Segment> segments = new ArrayList<>();
  private final Map<EmbeddingTable, List<EmbeddingTable>> tableStates = new LinkedHashMap<>();
  private final Function<String, UpdateRule> rules;
  private int steps;

  /**
   * An optimizer whose state is 0.
   *
   * @param parts into how many parts the parameters are cut, which are updated side by side
   * @param rules for a parameter's or a table's name how it is updated
   */
  public Optimizer(
      OptimizerConfig config,
      Parameters parameters,
      List<EmbeddingTable> tables,
      int parts,
      Function<String, UpdateRule> rules) {
    this.config = config;
    this.rules = rules;
    int states = config.statesPerParameter();
    long length = parameters.values().length();
    for (int i = 0; i < parts; i++) {
      segments.add(new Segment(parameters, i * length / parts, (i + 1) * length / parts));
    }
    for (EmbeddingTable table : tables) {
      List<EmbeddingTable> own = new ArrayList<>();
      for (int i = 0; i < states; i++) {
        own.add(table.zerosLike("optimizer." + i + "." + table.name()));
      }
      tableStates.put(table, own);
    }
  }

  /** A part of the parameters with its state. */
  private final class Segment {
    private final long from;
    private final long to;
    private final INDArray values;
    private final INDArray state;
    private final List<RuleRange> ranges;

    Segment(Parameters parameters, long from, long to) {
      this.from = from;
      this.to = to;
      values = slice(parameters.values());
      ranges = RuleRange.of(parameters, rules, from, to);
      state =
          Parameters.detachedZeros(values.dataType(), config.statesPerParameter() * (to - from));
    }

    private INDArray slice(INDArray vector) {
      return vector.get(NDArrayIndex.interval(from, to));
    }

    /** Adds all gradients to the first. */
    double sum(List<Gradients> gradients) {
      INDArray sum = slice(gradients.get(0).vector());
      for (Gradients other : gradients.subList(1, gradients.size())) {
        sum.addi(slice(other.vector()));
      }
      double norm = sum.norm2Number().doubleValue();
      return norm * norm;
    }

    void update(double learningRate, double factor, Gradients gradients) {
      INDArray gradient = slice(gradients.vector());
      if (factor != 1) {
        gradient.muli(factor);
      }
      updater(learningRate, state.isEmpty() ? null : state).applyUpdater(gradient, steps, 0);
      for (RuleRange range : ranges) {
        UpdateRule rule = range.rule();
        if (rule.rateFactor() != 1) {
          range.of(gradient).muli(rule.rateFactor());
        }
        double decay = decay(learningRate, rule);
        if (decay > 0) {
          range.of(values).muli(1 - decay);
        }
      }
      values.subi(gradient);
    }
  }

  private double decay(double learningRate, UpdateRule rule) {
    return rule.decays() ? learningRate * rule.rateFactor() * config.weightDecay() : 0;
  }

  /**
   * One step, unless the gradient isn't finite; the gradients are used up.
   *
   * @param lanes where the parts are updated
   * @param learningRate of this step
   * @param gradients whose sum is applied
   * @param tableGradients of the tables' rows
   * @return whether there was a step
   */
  public boolean step(
      Lanes lanes,
      double learningRate,
      List<Gradients> gradients,
      Map<EmbeddingTable, RowGradient> tableGradients) {
    double[] squares = new double[segments.size()];
    lanes.run(segments.size(), (lane, i) -> squares[i] = segments.get(i).sum(gradients));
    double norm =
        Math.sqrt(
            Arrays.stream(squares).sum()
                + tableGradients.values().stream().mapToDouble(RowGradient::squares).sum());
    if (!Double.isFinite(norm)) {
      return false;
    }
    double factor =
        config.clipNorm() > 0 && norm > config.clipNorm() ? config.clipNorm() / norm : 1;
    List<EmbeddingTable> tables = List.copyOf(tableGradients.keySet());
    lanes.run(
        segments.size() + tables.size(),
        (lane, i) -> {
          if (i < segments.size()) {
            segments.get(i).update(learningRate, factor, gradients.get(0));
          } else {
            EmbeddingTable table = tables.get(i - segments.size());
            stepRows(lane, learningRate, factor, table, tableGradients.get(table));
          }
        });
    steps++;
    return true;
  }

  private void stepRows(
      Lanes.Lane lane,
      double learningRate,
      double factor,
      EmbeddingTable table,
      RowGradient gradient) {
    Indices rows = lane.workspace().indices(gradient.rows());
    Matrix update =
        lane.workspace().matrix(rows.length(), table.value().columns()).write(gradient.values());
    update.array().muli(factor);
    List<EmbeddingTable> states = tableStates.get(table);
    Matrix own = lane.workspace().matrix(states.size() * rows.length(), update.columns());
    for (int i = 0; i < states.size(); i++) {
      lane.kernels().gather(states.get(i).value(), rows, block(own, i, rows));
    }
    updater(learningRate, states.isEmpty() ? null : flat(own)).applyUpdater(flat(update), steps, 0);
    for (int i = 0; i < states.size(); i++) {
      lane.kernels().scatter(block(own, i, rows), rows, states.get(i).value());
    }
    UpdateRule rule = rules.apply(table.name());
    update.array().muli(-rule.rateFactor());
    double decay = decay(learningRate, rule);
    if (decay > 0) {
      Matrix values = lane.workspace().matrix(rows.length(), update.columns());
      lane.kernels().gather(table.value(), rows, values);
      values.array().muli(-decay);
      lane.kernels().add(values, update);
    }
    lane.kernels().scatterAdd(update, rows, table.value());
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

  /** The state of each part of the parameters, for checkpoints. */
  public List<Matrix> states() {
    return segments.stream().map(segment -> Matrix.ofVector(segment.state)).toList();
  }

  /** The state of the tables, for checkpoints. */
  public List<EmbeddingTable> tableStates() {
    return tableStates.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public void close() {
    segments.forEach(segment -> segment.state.close());
    tableStates().forEach(EmbeddingTable::close);
  }
}
