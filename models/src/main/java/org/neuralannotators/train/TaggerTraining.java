package org.neuralannotators.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Gradients;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Optimizer;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.RowGradient;
import org.neuralannotators.network.kernel.Matrix;
import org.neuralannotators.tagger.BiLstmCrfNetwork;
import org.neuralannotators.tagger.TaggerBatch;
import org.neuralannotators.tagger.TaggerModel;

/**
 * The steps of a tagger's training: each batch is cut into shards that are computed side by side.
 * Random numbers depend on the seed, the step and the shard alone, so that a restored training goes
 * on exactly. {@link #close()} frees what training needs beside the model.
 */
final class TaggerTraining implements AutoCloseable {
  private final BiLstmCrfNetwork network;
  private final TaggerConfig config;
  private final Lanes lanes;
  private final Optimizer optimizer;
  private final List<Gradients> gradients = new ArrayList<>();

  /**
   * @param lanes stay the caller's
   */
  TaggerTraining(TaggerModel model, TaggerConfig config, Lanes lanes) {
    network = model.network();
    this.config = config;
    this.lanes = lanes;
    optimizer =
        new Optimizer(
            config.training().optimizer(),
            network.parameters(),
            List.of(network.words()),
            config.training().shards());
    for (int i = 0; i < config.training().shards(); i++) {
      gradients.add(new Gradients(network.parameters()));
    }
  }

  /** What a shard computed: its part of the batch's loss, and the gradient of its words. */
  private record ShardResult(double loss, RowGradient words) {}

  /**
   * One step.
   *
   * @return the mean loss of the sentences before it
   */
  double step(List<Example> examples, double learningRate) {
    int shards = Math.min(gradients.size(), examples.size());
    ShardResult[] results = new ShardResult[shards];
    lanes.run(
        shards,
        (lane, shard) -> {
          // Every so many sentences: the shards get sentences of all the batch's lengths.
          List<Example> own =
              IntStream.range(0, examples.size())
                  .filter(i -> i % shards == shard)
                  .mapToObj(examples::get)
                  .toList();
          results[shard] = compute(lane, shard, own, (double) own.size() / examples.size());
        });
    double loss = Arrays.stream(results).mapToDouble(ShardResult::loss).sum();
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "The loss is ["
              + loss
              + "] at step ["
              + optimizer.steps()
              + "]; expected a number. Lower [training.learningRate.initial] or set"
              + " [training.optimizer.clipNorm]");
    }
    RowGradient words =
        RowGradient.sum(
            Arrays.stream(results).map(ShardResult::words).toList(),
            network.words().value().columns());
    optimizer.step(
        lanes, learningRate, gradients.subList(0, shards), Map.of(network.words(), words));
    return loss;
  }

  private ShardResult compute(Lanes.Lane lane, int shard, List<Example> examples, double weight) {
    SplittableRandom random =
        new SplittableRandom(
            (config.seed() * 0x9E3779B97F4A7C15L + optimizer.steps()) * 31 + shard);
    TaggerBatch batch =
        TaggerBatch.of(examples.stream().map(Example::sentence).toList())
            .withWordDropout(config.dropout().words(), random);
    Gradients own = gradients.get(shard);
    own.flat().clear();
    Pass pass = new Pass(lane.kernels(), lane.workspace(), own, random);
    BiLstmCrfNetwork.Step step =
        network.train(
            pass, batch, examples.stream().map(Example::labels).toArray(int[][]::new), weight);
    return new ShardResult(
        step.loss(), new RowGradient(step.wordRows(), step.wordGradient().toFloats()));
  }

  int steps() {
    return optimizer.steps();
  }

  /** Adds parameters and the optimizer's state to a checkpoint. */
  void save(SafeTensorsWriter writer) {
    matrices()
        .forEach(
            (name, matrix) ->
                writer.add(
                    name, TensorType.F32, matrix.toFloats(), matrix.rows(), matrix.columns()));
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
    matrices.put("words", network.words().value());
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
