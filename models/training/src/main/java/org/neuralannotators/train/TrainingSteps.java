package org.neuralannotators.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.network.optimizer.Optimizer;
import org.neuralannotators.network.optimizer.RowGradient;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.config.TrainingConfig;

/**
 * The steps of a training: each batch is cut into parts, of which some are computed side by side
 * and some one after the other. Random numbers depend on the seed, the step and the part alone, so
 * that a restored training goes on exactly. {@link #close()} frees what training needs beside the
 * network.
 *
 * @param <E> an example
 */
final class TrainingSteps<E> implements AutoCloseable {
  private final Trainable<E> network;
  private final TrainingConfig config;
  private final long seed;
  private final Lanes lanes;
  private final Optimizer optimizer;
  private final List<Gradients> gradients = new ArrayList<>();

  /**
   * @param network stays the caller's
   * @param lanes stay the caller's
   * @param rules for a parameter's name how it is updated
   */
  TrainingSteps(
      Trainable<E> network,
      TrainingConfig config,
      long seed,
      Lanes lanes,
      Function<String, UpdateRule> rules) {
    this.network = network;
    this.config = config;
    this.seed = seed;
    this.lanes = lanes;
    optimizer =
        new Optimizer(
            config.optimizer(),
            network.parameters(),
            Stream.ofNullable(network.table()).toList(),
            config.shards(),
            rules);
    for (int i = 0; i < config.shards(); i++) {
      gradients.add(new Gradients(network.parameters()));
    }
  }

  /** What a part of a batch came to: its part of the loss, and the gradient of the table. */
  private record PartResult(double loss, RowGradient table) {}

  /**
   * One step; none where loss or gradient aren't finite.
   *
   * @return the mean loss of the examples before it; infinite or NaN where there was no step
   */
  double step(List<? extends E> examples, double learningRate) {
    int shards = Math.min(config.shards(), examples.size());
    int parts = Math.min(shards * config.accumulation(), examples.size());
    PartResult[] results = new PartResult[parts];
    lanes.run(
        shards,
        (lane, shard) -> {
          gradients.get(shard).flat().clear();
          for (int part = shard; part < parts; part += shards) {
            lane.workspace().reset();
            results[part] = compute(lane, gradients.get(shard), examples, part, parts);
          }
        });
    double loss = Arrays.stream(results).mapToDouble(PartResult::loss).sum();
    if (!Double.isFinite(loss)) {
      return loss;
    }
    List<RowGradient> rows =
        Arrays.stream(results).map(PartResult::table).filter(Objects::nonNull).toList();
    EmbeddingTable table = network.table();
    boolean applied =
        optimizer.step(
            lanes,
            learningRate,
            gradients.subList(0, shards),
            rows.isEmpty()
                ? Map.of()
                : Map.of(table, RowGradient.sum(rows, table.value().columns())));
    return applied ? loss : Double.NaN;
  }

  private PartResult compute(
      Lanes.Lane lane, Gradients own, List<? extends E> examples, int part, int parts) {
    // Every so many examples: the parts get examples of all the batch's lengths.
    List<? extends E> some =
        IntStream.range(0, examples.size())
            .filter(i -> i % parts == part)
            .mapToObj(examples::get)
            .toList();
    SplittableRandom random =
        new SplittableRandom((seed * 0x9E3779B97F4A7C15L + optimizer.steps()) * 31 + part);
    Trainable.Step step =
        network.train(
            new Pass(lane.kernels(), lane.workspace(), own, random),
            some,
            (double) some.size() / examples.size());
    EmbeddingTable.Gradient table = step.table();
    return new PartResult(
        step.loss(),
        table == null ? null : new RowGradient(table.rows(), table.values().toFloats()));
  }

  int steps() {
    return optimizer.steps();
  }

  /** Adds parameters and the optimizer's state to a checkpoint. */
  void save(SafeTensorsWriter writer) {
    matrices().forEach((name, matrix) -> writer.add(name, TensorType.F32, matrix));
    writer.add("steps", new int[] {optimizer.steps()}, 1);
  }

  /** Takes over what {@link #save} wrote. */
  void restore(Map<String, Tensor> tensors) {
    matrices().forEach((name, matrix) -> matrix.write(tensors.get(name).floats()));
    optimizer.continueAfter(tensors.get("steps").ints()[0]);
  }

  private Map<String, Matrix> matrices() {
    Map<String, Matrix> matrices = new LinkedHashMap<>();
    matrices.put("parameters", network.parameters().flat());
    if (network.table() != null) {
      matrices.put("table", network.table().value());
    }
    List<Matrix> states = optimizer.states();
    for (int i = 0; i < states.size(); i++) {
      matrices.put("optimizer.part" + i, states.get(i));
    }
    for (EmbeddingTable table : optimizer.tableStates()) {
      matrices.put(table.name(), table.value());
    }
    return matrices;
  }

  @Override
  public void close() {
    optimizer.close();
    gradients.forEach(Gradients::close);
  }
}
