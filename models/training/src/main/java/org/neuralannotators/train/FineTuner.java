package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.classify.BertHeadModel;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.SequenceExample;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.text.Utf8Text;

/**
 * Trains a pretrained encoder with a head: epochs until the score on the development data stops to
 * rise.
 *
 * @param <T> what the head shall say of a sequence
 * @param <D> an item of the data
 */
public final class FineTuner<T, D> implements AutoCloseable {
  private final FineTuningConfig config;
  private final FineTuningTask<T, D> task;
  private final TrainingReporter reporter;
  private final List<LoadedSet<D>> sets = new ArrayList<>();
  private final List<ModelManifest.TrainingData> sources;
  private final BertHeadModel<T> model;
  private final Lanes lanes;
  private final TrainingLoop<SequenceExample<T>> loop;

  private record LoadedSet<D>(
      FineTuningConfig.DataSet config, List<D> train, List<D> dev, List<D> test) {}

  private FineTuner(FineTuningConfig config, FineTuningTask<T, D> task, TrainingReporter reporter)
      throws IOException {
    this.config = config;
    this.task = task;
    this.reporter = reporter;
    for (FineTuningConfig.DataSet set : config.data().sets()) {
      sets.add(
          new LoadedSet<>(
              set,
              read(set, "train", set.train()),
              read(set, "dev", set.dev()),
              read(set, "test", set.test())));
    }
    List<D> train = sets.stream().flatMap(set -> set.train().stream()).toList();
    if (train.isEmpty()) {
      throw new ConfigurationException(
          "None of the data sets has training data; set [data.sets.train] of at least one");
    }
    Untrained<T> untrained =
        PretrainedEncoder.use(config.bert(), encoder -> untrained(encoder, train));
    model = untrained.model();
    sources = untrained.encoder().sources();
    lanes = Lanes.ofFloats(config.training().shards(), config.training().precision());
    List<SequenceExample<T>> examples =
        train.stream().flatMap(item -> task.examples(model, item).stream()).toList();
    loop =
        new TrainingLoop<>(
            config.training(),
            config.seed(),
            new TrainingLoop.Task<>(
                model.network(),
                untrained.encoder().rules(),
                BatchSampler.of(config.training())
                    .epochs(epoch -> examples, SequenceExample::length, config.seed()),
                SequenceExample::length,
                task.metric(),
                this::devScore),
            lanes,
            reporter);
    reporter.say(
        "%d training items in %d sequences%s"
            .formatted(
                train.size(),
                examples.size(),
                model.labels().isEmpty() ? "" : ", labels " + model.labels()));
    reporter.warnOfLookAlikes(model.labels());
  }

  /** Trains a classifier; see {@link #train(Path, Path, boolean, Function, IntConsumer)}. */
  public static TrainingResult trainClassifier(Path config, Path out, boolean resume)
      throws IOException {
    return train(config, out, resume, ClassifierTask::new, epoch -> {});
  }

  /** Trains a question answerer; see {@link #train(Path, Path, boolean, Function, IntConsumer)}. */
  public static TrainingResult trainQuestionAnswerer(Path config, Path out, boolean resume)
      throws IOException {
    return train(config, out, resume, QuestionTask::new, epoch -> {});
  }

  /**
   * Trains by a configuration file.
   *
   * @param config YAML, see {@link FineTuningConfig}
   * @param out the bundle, a folder or a {@code .zip}; beside it, log, plot and checkpoint
   * @param resume whether to go on from the checkpoint
   * @param observer learns of each epoch's end
   * @throws ConfigurationException when the configuration or the checkpoint can't be used
   */
  static <T, D> TrainingResult train(
      Path config,
      Path out,
      boolean resume,
      Function<FineTuningConfig, FineTuningTask<T, D>> tasks,
      IntConsumer observer)
      throws IOException {
    FineTuningConfig read = FineTuningConfig.read(config);
    TrainingFiles files = TrainingFiles.of(out);
    try (TrainingReporter reporter = TrainingReporter.standard();
        FineTuner<T, D> tuner = of(config, read, tasks, reporter)) {
      tuner.loop.run(read.name(), Utf8Text.read(config), files, resume, observer);
      return tuner.finish(files, out);
    }
  }

  private static <T, D> FineTuner<T, D> of(
      Path file,
      FineTuningConfig config,
      Function<FineTuningConfig, FineTuningTask<T, D>> tasks,
      TrainingReporter reporter)
      throws IOException {
    try {
      return new FineTuner<>(config, tasks.apply(config), reporter);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }

  private List<D> read(FineTuningConfig.DataSet set, String key, String file) throws IOException {
    if (file == null) {
      return List.of();
    }
    Path path = Path.of(config.data().folder()).resolve(file);
    return DataFiles.requireAny(task.read(path, set), key, set.name(), path);
  }

  private record Untrained<T>(BertHeadModel<T> model, PretrainedEncoder encoder) {}

  private Untrained<T> untrained(PretrainedEncoder encoder, List<D> train) throws IOException {
    HeadArchitecture architecture =
        new HeadArchitecture(
            encoder.architecture(),
            encoder.maximumPieces(),
            encoder.stride(),
            task.pairs(),
            task.answers(train));
    return new Untrained<>(
        BertHeadModel.of(
            task.kind(),
            architecture,
            config.bert().dropout(),
            encoder.checkpoint(),
            config.bert().frozenLayers(),
            task.labels(train),
            new Random(config.seed())),
        encoder);
  }

  /** The mean of the development sets' scores; NaN without any. */
  private double devScore() {
    return sets.stream()
        .filter(set -> !set.dev().isEmpty())
        .mapToDouble(set -> scores(set.dev()).values().iterator().next())
        .average()
        .orElse(Double.NaN);
  }

  private Map<String, Double> scores(List<D> gold) {
    return task.scores(model, lanes, gold);
  }

  private TrainingResult finish(TrainingFiles files, Path out) throws IOException {
    ModelManifestBuilder manifest =
        model
            .manifest(config.name())
            .language(config.language())
            .description(config.description())
            .licence(config.licence());
    manifest.trainedOn(sources);
    for (LoadedSet<D> set : sets) {
      FineTuningConfig.DataSet source = set.config();
      if (!set.train().isEmpty()) {
        manifest.trainedOn(source.name(), source.licence(), source.attribution());
      }
      addScores(manifest, source.name() + " dev", set.dev());
      addScores(manifest, source.name() + " test", set.test());
    }
    return loop.write(model.files(TensorType.F16), manifest.build(), out, files);
  }

  private void addScores(ModelManifestBuilder manifest, String name, List<D> gold) {
    if (!gold.isEmpty()) {
      scores(gold)
          .forEach(
              (metric, value) -> {
                manifest.score(name, metric, value);
                reporter.say("%s: %s %.2f".formatted(name, metric, 100 * value));
              });
    }
  }

  @Override
  public void close() {
    loop.close();
    lanes.close();
    model.close();
  }
}
