package org.neuralannotators.train;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.neuralannotators.bundle.SafeTensorsWriter;
import org.neuralannotators.bundle.Tensor;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.Trainable;

/** The mean of a network's parameters over its last epochs, which are kept on the Java heap. */
final class WeightAverage {
  private static final String NAME = "average.epoch";

  private final int epochs;
  private final Deque<float[]> last = new ArrayDeque<>();

  /**
   * @param epochs whose mean is taken; with 1 nothing is kept
   */
  WeightAverage(int epochs) {
    this.epochs = epochs;
  }

  /** Gives the network the mean of its parameters behind this epoch and those before. */
  void begin(Trainable<?> network) {
    if (epochs == 1) {
      return;
    }
    last.addLast(network.parameters().flat().toFloats());
    if (last.size() > epochs) {
      last.removeFirst();
    }
    float[] mean = new float[last.getLast().length];
    for (float[] weights : last) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += weights[i] / last.size();
      }
    }
    network.parameters().flat().write(mean);
  }

  /** Gives the network its own parameters back. */
  void end(Trainable<?> network) {
    if (epochs > 1) {
      network.parameters().flat().write(last.getLast());
    }
  }

  void save(SafeTensorsWriter writer) {
    int number = 0;
    for (float[] weights : last) {
      writer.add(NAME + number++, TensorType.F32, weights, weights.length);
    }
  }

  void restore(Map<String, Tensor> tensors) {
    last.clear();
    for (int i = 0; tensors.containsKey(NAME + i); i++) {
      last.addLast(tensors.get(NAME + i).floats());
    }
  }
}
