package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.config.TaskConfig;
import org.neuralannotators.train.config.TrainingConfig;

/**
 * Epochs until the score on the development data stops to improve; the best weights are kept.
 * {@link #close()} frees what training needs beside the network.
 *
 * @param <E> an example
 */
final class TrainingLoop<E> implements AutoCloseable {
  private final TrainingConfig config;
  private final String name;
  private final Recipe<E> recipe;
  private final DevScores dev;
  private final TrainingFiles files;
  private final TrainingReporter reporter;
  private final TrainingSteps<E> steps;
  private final BestWeights best = new BestWeights();
  private final WeightAverage average;
  private EarlyStopping stopping;
  private double seconds;
  private long tokens;
  private double stepSeconds;

  TrainingLoop(TaskConfig config, Recipe<E> recipe, TrainingContext context) {
    this.config = config.training();
    this.recipe = recipe;
    name = config.name();
    dev = recipe.dev();
    files = context.files();
    reporter = context.reporter();
    average = new WeightAverage(config.training().averagedEpochs());
    stopping = EarlyStopping.withPatience(config.training().patience());
    steps =
        new TrainingSteps<>(
            recipe.network(), config.training(), config.seed(), context.lanes(), recipe::rule);
  }

  /**
   * Trains; at the end the network has the best weights.
   *
   * @param text of the configuration, which a training that is resumed must share
   * @param resume whether to go on from the checkpoint
   * @param observer learns of each epoch's end
   */
  void run(String text, boolean resume, IntConsumer observer) throws IOException {
    if (resume) {
      restore(files.read(), text);
    }
    files.create();
    List<String> columns = Epoch.columns(dev);
    try (TrainingLog log =
        resume
            ? TrainingLog.resume(files.log(), columns, stopping.epoch())
            : TrainingLog.create(files.log(), columns)) {
      double saved = seconds;
      while (stopping.epoch() < config.epochs() && !stopping.shouldStop()) {
        Epoch epoch = epoch();
        log.append(epoch.row());
        reporter.say(epoch.line(dev, stopping.improved()));
        boolean last = stopping.epoch() == config.epochs() || stopping.shouldStop();
        if (last || seconds - saved >= config.checkpointSeconds()) {
          files.save(new TrainingFiles.Progress(text, stopping, seconds), steps, best, average);
          saved = seconds;
        }
        observer.accept(stopping.epoch());
      }
    }
    files.plot(name, dev.metric(), dev.columns().get(0));
    best.giveTo(recipe.network());
  }

  private void restore(TrainingFiles.Checkpoint checkpoint, String text) {
    if (!checkpoint.progress().config().equals(text)) {
      throw new ConfigurationException(
          "The configuration has changed since the checkpoint was written; resume with the same"
              + " one, or train anew without --resume");
    }
    steps.restore(checkpoint.tensors());
    best.restore(checkpoint.tensors());
    average.restore(checkpoint.tensors());
    stopping = checkpoint.progress().stopping();
    seconds = checkpoint.progress().seconds();
    reporter.say("resumed after epoch %d".formatted(stopping.epoch()));
  }

  private Epoch epoch() {
    long begin = System.nanoTime();
    int number = stopping.epoch() + 1;
    List<List<E>> batches = recipe.batches().epochs().apply(number - 1);
    double loss = 0;
    double rate = 0;
    long epochTokens = 0;
    for (int i = 0; i < batches.size(); i++) {
      rate = config.learningRate().at(number - 1 + i / (double) batches.size(), config.epochs());
      double stepLoss = steps.step(batches.get(i), rate);
      if (!Double.isFinite(stepLoss)) {
        throw new DivergenceException(
            "the loss or its gradient is [%s] at step [%d] of [%d] in epoch [%d], with the learning rate [%s]"
                .formatted(stepLoss, i + 1, batches.size(), number, rate));
      }
      loss += stepLoss;
      epochTokens += recipe.batches().tokens(batches.get(i));
      reporter.step(number, i + 1, batches.size());
    }
    double trained = (System.nanoTime() - begin) / 1e9;
    tokens += epochTokens;
    stepSeconds += trained;
    double[] scores = scores(number, rate);
    double took = (System.nanoTime() - begin) / 1e9;
    seconds += took;
    return new Epoch(number, rate, loss / batches.size(), scores, epochTokens / trained, took);
  }

  /** Scores the weights of an epoch, and keeps them when they are the best. */
  private double[] scores(int epoch, double rate) {
    average.begin(recipe.network());
    double[] scores = dev.scores().get();
    stopping = stopping.after(dev.best().rising(scores[0], epoch));
    if (stopping.improved() && !best.keep(recipe.network())) {
      throw new DivergenceException(
          "weights are infinite or NaN at the end of epoch [%d], with the learning rate [%s]"
              .formatted(epoch, rate));
    }
    average.end(recipe.network());
    return scores;
  }

  /** What the training came to, behind {@link #run}. */
  TrainingResult result(Path bundle, ModelManifest manifest) {
    return new TrainingResult(
        bundle, stopping.epoch(), stopping.bestEpoch(), tokens / stepSeconds, manifest.scores());
  }

  @Override
  public void close() {
    steps.close();
  }
}
