package org.neuralannotators.train.config;

import java.util.Objects;
import org.neuralannotators.network.kernel.Precision;
import org.neuralannotators.network.optimizer.OptimizerConfig;

/**
 * How a network is trained.
 *
 * @param optimizer from gradient to update
 * @param learningRate of each step
 * @param batchSentences sentences in a batch, where {@code batchTokens} isn't given
 * @param batchTokens tokens in a batch at most, but for a single longer sentence
 * @param shards parts of a batch that are computed side by side, on a core each
 * @param accumulation parts of a batch that each core computes one after the other, for less memory
 * @param epochs at most
 * @param patience epochs without a better score on the development data before training stops
 * @param averagedEpochs how many of the last epochs' weights are averaged into those that are
 *     scored and kept (checkpoint averaging: Vaswani et al. 2017, section 6.1)
 * @param checkpointSeconds least time between two checkpoints, which are made after an epoch
 * @param precision of the products, where the CPU has it; weights and sums are in single precision
 */
public record TrainingConfig(
    OptimizerConfig optimizer,
    LearningRate learningRate,
    Integer batchSentences,
    Integer batchTokens,
    Integer shards,
    Integer accumulation,
    Integer epochs,
    Integer patience,
    Integer averagedEpochs,
    Integer checkpointSeconds,
    Precision precision) {
  static final TrainingConfig DEFAULT =
      new TrainingConfig(null, null, null, null, null, null, null, null, null, null, null);

  public TrainingConfig {
    optimizer =
        Objects.requireNonNullElse(
            optimizer, new OptimizerConfig(OptimizerConfig.Method.ADAM, 0, 0.9, 0.999, 5, 0));
    learningRate =
        Objects.requireNonNullElse(
            learningRate, new LearningRate(0.001, LearningRate.Schedule.CONSTANT, 0, 0, 0));
    batchSentences = Objects.requireNonNullElse(batchSentences, 32);
    shards = Objects.requireNonNullElse(shards, 2);
    accumulation = Objects.requireNonNullElse(accumulation, 1);
    epochs = Objects.requireNonNullElse(epochs, 50);
    patience = Objects.requireNonNullElse(patience, 10);
    averagedEpochs = Objects.requireNonNullElse(averagedEpochs, 1);
    checkpointSeconds = Objects.requireNonNullElse(checkpointSeconds, 60);
    precision = Objects.requireNonNullElse(precision, Precision.FP32);
    if (batchSentences < 1 || epochs < 1 || shards < 1 || patience < 1 || accumulation < 1) {
      throw new IllegalArgumentException(
          "training.batchSentences [%d], training.epochs [%d], training.shards [%d], "
                  .formatted(batchSentences, epochs, shards)
              + "training.accumulation [%d], training.patience [%d]; expected at least 1 of each"
                  .formatted(accumulation, patience));
    }
    if (averagedEpochs < 1 || (batchTokens != null && batchTokens < 1)) {
      throw new IllegalArgumentException(
          "training.averagedEpochs [%d], training.batchTokens [%d]; expected at least 1 of each"
              .formatted(averagedEpochs, batchTokens));
    }
  }
}
