package org.neuralannotators.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Optimizer;
import org.neuralannotators.network.Pass;
import org.neuralannotators.network.kernel.Kernels;
import org.neuralannotators.network.kernel.Workspace;
import org.neuralannotators.tagger.BiLstmCrfNetwork;
import org.neuralannotators.tagger.TaggerBatch;
import org.neuralannotators.tagger.TaggerModel;

/**
 * The steps of a tagger's training. Random numbers of a step depend on the seed and the step's
 * number alone, so that a restored training goes on exactly. {@link #close()} frees what training
 * needs beside the model.
 */
final class TaggerTraining implements AutoCloseable {
  private final BiLstmCrfNetwork network;
  private final TaggerConfig config;
  private final Optimizer optimizer;
  private final Kernels kernels = Kernels.of(DataType.FLOAT);
  private final Workspace workspace = new Workspace(DataType.FLOAT);

  TaggerTraining(TaggerModel model, TaggerConfig config) {
    network = model.network();
    this.config = config;
    optimizer =
        new Optimizer(
            config.training().optimizer(), network.parameters(), List.of(network.words()));
  }

  /**
   * One step.
   *
   * @return the loss before it
   */
  double step(List<Example> examples, double learningRate) {
    SplittableRandom random =
        new SplittableRandom(config.seed() * 0x9E3779B97F4A7C15L + optimizer.steps());
    TaggerBatch batch =
        TaggerBatch.of(examples.stream().map(Example::sentence).toList())
            .withWordDropout(config.dropout().words(), random);
    workspace.reset();
    network.parameters().gradients().assign(0);
    Pass pass = new Pass(kernels, workspace, random);
    BiLstmCrfNetwork.Step step =
        network.train(pass, batch, examples.stream().map(Example::labels).toArray(int[][]::new));
    if (!Double.isFinite(step.loss())) {
      throw new IllegalStateException(
          "The loss is ["
              + step.loss()
              + "] at step ["
              + optimizer.steps()
              + "]; expected a number. Lower [training.learningRate.initial] or set"
              + " [training.optimizer.clipNorm]");
    }
    optimizer.step(pass, learningRate, step.words());
    return step.loss();
  }

  int steps() {
    return optimizer.steps();
  }

  /** Adds parameters and the optimizer's state to a checkpoint. */
  void save(SafeTensorsWriter writer) {
    arrays()
        .forEach(
            (name, array) ->
                writer.add(name, TensorType.F32, array.dup().data().asFloat(), array.length()));
    writer.add("steps", new int[] {optimizer.steps()}, 1);
  }

  /** Takes over what {@link #save} wrote. */
  void restore(Map<String, Tensor> tensors) {
    arrays()
        .forEach(
            (name, array) -> {
              if (array.length() > 0) {
                array.assign(Nd4j.createFromArray(tensors.get(name).floats()));
              }
            });
    optimizer.continueAfter(tensors.get("steps").ints()[0]);
  }

  private Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("parameters", network.parameters().values());
    arrays.put("words", network.words().value().memory());
    arrays.put("optimizer", optimizer.state());
    for (EmbeddingTable table : optimizer.tableStates()) {
      arrays.put(table.name(), table.value().memory());
    }
    return arrays;
  }

  @Override
  public void close() {
    optimizer.close();
    workspace.close();
    kernels.close();
  }
}
