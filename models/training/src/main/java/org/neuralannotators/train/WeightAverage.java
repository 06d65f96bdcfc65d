package org.neuralannotators.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.EmbeddingTable;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.kernel.Matrix;

/** The mean of a network's weights over its last epochs, which are kept on the Java heap. */
final class WeightAverage {
  private static final String NAME = "average.";

  private final int epochs;

  /** Of each epoch the parameters, and the table if there is one. */
  private final Deque<List<float[]>> last = new ArrayDeque<>();

  /**
   * @param epochs whose mean is taken; with 1 nothing is kept
   */
  WeightAverage(int epochs) {
    this.epochs = epochs;
  }

  /** Gives the network the mean of its weights behind this epoch and those before. */
  void begin(Trainable<?> network) {
    if (epochs == 1) {
      return;
    }
    List<Matrix> weights = weights(network);
    last.addLast(weights.stream().map(Matrix::toFloats).toList());
    if (last.size() > epochs) {
      last.removeFirst();
    }
    for (int part = 0; part < weights.size(); part++) {
      weights.get(part).write(mean(part));
    }
  }

  private static List<Matrix> weights(Trainable<?> network) {
    return Stream.concat(
            Stream.of(network.parameters().flat()),
            Stream.ofNullable(network.table()).map(EmbeddingTable::value))
        .toList();
  }

  private float[] mean(int part) {
    float[] mean = new float[last.getLast().get(part).length];
    for (List<float[]> epoch : last) {
      float[] weights = epoch.get(part);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += weights[i] / last.size();
      }
    }
    return mean;
  }

  /** Gives the network its own weights back. */
  void end(Trainable<?> network) {
    if (epochs > 1) {
      List<Matrix> weights = weights(network);
      for (int part = 0; part < weights.size(); part++) {
        weights.get(part).write(last.getLast().get(part));
      }
    }
  }

  void save(SafeTensorsWriter writer) {
    int number = 0;
    for (List<float[]> epoch : last) {
      for (int part = 0; part < epoch.size(); part++) {
        float[] weights = epoch.get(part);
        writer.add(name(number, part), TensorType.F32, weights, weights.length);
      }
      number++;
    }
  }

  void restore(Map<String, Tensor> tensors) {
    last.clear();
    for (int epoch = 0; tensors.containsKey(name(epoch, 0)); epoch++) {
      List<float[]> weights = new ArrayList<>();
      for (int part = 0; tensors.containsKey(name(epoch, part)); part++) {
        weights.add(tensors.get(name(epoch, part)).floats());
      }
      last.addLast(weights);
    }
  }

  private static String name(int epoch, int part) {
    return NAME + epoch + "." + part;
  }
}
