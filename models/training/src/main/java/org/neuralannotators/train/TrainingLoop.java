package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.UpdateRule;

/**
 * Epochs until the score on the development data stops to improve; the best weights are kept.
 * {@link #close()} frees what training needs beside the network.
 *
 * @param <E> an example
 */
final class TrainingLoop<E> implements AutoCloseable {
  private final TrainingConfig config;
  private final Task<E> task;
  private final TrainingReporter reporter;
  private final TrainingSteps<E> steps;
  private final BestWeights best = new BestWeights();
  private final WeightAverage average;
  private EarlyStopping stopping;
  private double seconds;
  private long tokens;
  private double stepSeconds;

  /** Which epoch is the best, by the first score. */
  enum Best {
    HIGHEST,
    LOWEST,
    LAST;

    /** What rises from epoch to epoch as long as they get better. */
    double rising(double score, int epoch) {
      if (this == LAST || Double.isNaN(score)) {
        return epoch;
      }
      return this == LOWEST ? -score : score;
    }

    /** A score for people, a share as percentage. */
    String shown(double score) {
      return "%.2f".formatted(this == LOWEST ? score : 100 * score);
    }
  }

  /**
   * What is learnt.
   *
   * @param network stays the caller's
   * @param rules for a parameter's name how it is updated
   * @param batches of each epoch, counted from 0
   * @param length of an example in tokens
   * @param metrics names of the scores
   * @param scores on the development data; NaN where there is none, and the last epoch is the best
   * @param best which epoch is the best
   */
  record Task<E>(
      Trainable<E> network,
      Function<String, UpdateRule> rules,
      IntFunction<List<List<E>>> batches,
      ToIntFunction<E> length,
      List<String> metrics,
      Supplier<double[]> scores,
      Best best) {

    /** With a single score, by which the best epoch is chosen. */
    Task(
        Trainable<E> network,
        Function<String, UpdateRule> rules,
        IntFunction<List<List<E>>> batches,
        ToIntFunction<E> length,
        String metric,
        DoubleSupplier score) {
      this(
          network,
          rules,
          batches,
          length,
          List.of(metric),
          () -> new double[] {score.getAsDouble()},
          Best.HIGHEST);
    }

    /** The columns of the scores in the log. */
    List<String> columns() {
      return metrics.stream().map(metric -> "dev" + metric).toList();
    }
  }

  /**
   * @param lanes stay the caller's
   */
  TrainingLoop(
      TrainingConfig config, long seed, Task<E> task, Lanes lanes, TrainingReporter reporter) {
    this.config = config;
    this.task = task;
    this.reporter = reporter;
    average = new WeightAverage(config.averagedEpochs());
    stopping = EarlyStopping.withPatience(config.patience());
    steps = new TrainingSteps<>(task.network(), config, seed, lanes, task.rules());
  }

  /**
   * Trains; at the end the network has the best weights.
   *
   * @param name of the bundle
   * @param text of the configuration, which a training that is resumed must share
   * @param resume whether to go on from the checkpoint
   * @param observer learns of each epoch's end
   */
  void run(String name, String text, TrainingFiles files, boolean resume, IntConsumer observer)
      throws IOException {
    if (resume) {
      restore(files.read(), text);
    }
    List<String> columns = new ArrayList<>(List.of("epoch", "learningRate", "loss"));
    columns.addAll(task.columns());
    columns.addAll(List.of("tokensPerSecond", "seconds"));
    try (TrainingLog log =
        resume
            ? TrainingLog.resume(files.log(), columns, stopping.epoch())
            : TrainingLog.create(files.log(), columns)) {
      double saved = seconds;
      while (stopping.epoch() < config.epochs() && !stopping.shouldStop()) {
        epoch(log);
        boolean last = stopping.epoch() == config.epochs() || stopping.shouldStop();
        if (last || seconds - saved >= config.checkpointSeconds()) {
          files.save(new TrainingFiles.Progress(text, stopping, seconds), steps, best, average);
          saved = seconds;
        }
        observer.accept(stopping.epoch());
      }
    }
    files.plot(name, task.metrics().get(0), task.columns().get(0));
    best.giveTo(task.network());
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

  private void epoch(TrainingLog log) throws IOException {
    long begin = System.nanoTime();
    int epoch = stopping.epoch();
    List<List<E>> batches = task.batches().apply(epoch);
    double loss = 0;
    double rate = 0;
    long epochTokens = 0;
    for (int i = 0; i < batches.size(); i++) {
      rate = config.learningRate().at(epoch + i / (double) batches.size(), config.epochs());
      double stepLoss = steps.step(batches.get(i), rate);
      if (!Double.isFinite(stepLoss)) {
        throw new DivergenceException(
            "the loss or its gradient is [%s] at step [%d] of [%d] in epoch [%d], with the learning rate [%s]"
                .formatted(stepLoss, i + 1, batches.size(), epoch + 1, rate));
      }
      loss += stepLoss;
      epochTokens += batches.get(i).stream().mapToLong(task.length()::applyAsInt).sum();
      reporter.step(epoch + 1, i + 1, batches.size());
    }
    double trained = (System.nanoTime() - begin) / 1e9;
    tokens += epochTokens;
    stepSeconds += trained;
    average.begin(task.network());
    double[] scores = task.scores().get();
    stopping = stopping.after(task.best().rising(scores[0], epoch + 1));
    if (stopping.improved()) {
      if (!best.keep(task.network())) {
        throw new DivergenceException(
            "weights are infinite or NaN at the end of epoch [%d], with the learning rate [%s]"
                .formatted(epoch + 1, rate));
      }
    }
    average.end(task.network());
    double took = (System.nanoTime() - begin) / 1e9;
    seconds += took;
    double speed = epochTokens / trained;
    List<Object> row = new ArrayList<>();
    row.add(epoch + 1);
    row.add(String.format("%.6g", rate));
    row.add(String.format("%.6f", loss / batches.size()));
    Arrays.stream(scores).forEach(score -> row.add(String.format("%.6f", score)));
    row.add(Math.round(speed));
    row.add(String.format("%.1f", took));
    log.append(row.toArray());
    reporter.say(
        "epoch %d: loss %.4f, dev %s %s%s, %.0f tokens/s"
            .formatted(
                epoch + 1,
                loss / batches.size(),
                task.metrics().get(0),
                task.best().shown(scores[0]),
                stopping.improved() ? " *" : "",
                speed));
  }

  /** Writes the bundle of what was trained. */
  TrainingResult write(BundleWriter bundle, ModelManifest manifest, Path out, TrainingFiles files)
      throws IOException {
    bundle.write(out, manifest);
    reporter.say("wrote [%s]; log and plot are in [%s]".formatted(out, files.folder()));
    return new TrainingResult(
        out, stopping.epoch(), stopping.bestEpoch(), tokens / stepSeconds, manifest.scores());
  }

  @Override
  public void close() {
    steps.close();
  }
}
