package org.neuralannotators.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Learns a {@link LinearModel} by logistic regression with AdaGrad. Not thread-safe. */
final class LinearTrainer {
  private static final float RATE = 0.05f;
  private static final float WEIGHT_DECAY = 1e-5f;

  private final List<Example> examples = new ArrayList<>();
  private final float[] weights;
  private final float[] squares;

  LinearTrainer(int tableSize) {
    weights = new float[tableSize];
    squares = new float[tableSize];
  }

  private record Example(int[] places, boolean yes) {}

  /** Takes note of a place; gives back what is right there. */
  boolean add(Features features, boolean yes) {
    examples.add(new Example(features.toArray(), yes));
    return yes;
  }

  /**
   * Goes through the examples.
   *
   * @param epochs how often; the steps get smaller from one to the next
   * @param seed of their order
   */
  LinearModel train(int epochs, long seed) {
    Random random = new Random(seed);
    for (int epoch = 0; epoch < epochs; epoch++) {
      Collections.shuffle(examples, random);
      float rate = RATE * (epochs - epoch) / epochs;
      examples.forEach(example -> step(example, rate));
    }
    return quantized();
  }

  private void step(Example example, float rate) {
    float sum = 0;
    for (int place : example.places()) {
      sum += weights[place];
    }
    float gradient = (float) (1 / (1 + Math.exp(-sum))) - (example.yes() ? 1 : 0);
    for (int place : example.places()) {
      float g = gradient + WEIGHT_DECAY * weights[place];
      squares[place] += g * g;
      weights[place] -= rate * g / (float) Math.sqrt(squares[place] + 1e-6f);
    }
  }

  private LinearModel quantized() {
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < bytes.length; i++) {
      int scaled = LinearModel.score(weights[i]);
      bytes[i] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, scaled));
    }
    return new LinearModel(bytes);
  }
}
