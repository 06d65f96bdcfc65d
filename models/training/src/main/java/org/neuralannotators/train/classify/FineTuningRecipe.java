package org.neuralannotators.train.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.classify.EncoderHeadModel;
import org.neuralannotators.classify.HeadArchitecture;
import org.neuralannotators.classify.SequenceExample;
import org.neuralannotators.head.PoolerShape;
import org.neuralannotators.model.EncoderModel;
import org.neuralannotators.model.ModelSpec;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.train.TrainingTask;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.DataFiles;
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.encoder.PretrainedEncoder;
import org.neuralannotators.train.encoder.UntrainedModel;

/**
 * A pretrained encoder with a head over whole sequences.
 *
 * @param <T> what the head shall say of a sequence
 * @param <D> an item of the data
 */
public final class FineTuningRecipe<T, D> implements Recipe<SequenceExample<T>> {
  /** Trains classifiers. */
  public static final TrainingTask<FineTuningConfig> CLASSIFIER = task(ClassifierTask::new);

  /** Trains question answerers. */
  public static final TrainingTask<FineTuningConfig> QUESTION_ANSWERER = task(QuestionTask::new);

  private final FineTuningConfig config;
  private final TrainingContext context;
  private final FineTuningTask<T, D> task;
  private final DataSets<FineTuningConfig.DataSet, D> data;
  private final UntrainedModel<EncoderHeadModel<T>> untrained;
  private final EncoderHeadModel<T> model;
  private final List<SequenceExample<T>> examples;

  private FineTuningRecipe(
      FineTuningConfig config,
      TrainingContext context,
      FineTuningTask<T, D> task,
      DataSets<FineTuningConfig.DataSet, D> data,
      UntrainedModel<EncoderHeadModel<T>> untrained) {
    this.config = config;
    this.context = context;
    this.task = task;
    this.data = data;
    this.untrained = untrained;
    model = untrained.model();
    List<D> train = data.train();
    examples = train.stream().flatMap(item -> task.examples(model, item).stream()).toList();
    TrainingReporter reporter = context.reporter();
    reporter.say(
        "%d training items in %d sequences%s"
            .formatted(
                train.size(),
                examples.size(),
                model.labels().isEmpty() ? "" : ", labels " + model.labels()));
    reporter.warnOfLookAlikes(model.labels());
  }

  private static <T, D> TrainingTask<FineTuningConfig> task(
      Function<FineTuningConfig, FineTuningTask<T, D>> tasks) {
    return new TrainingTask<>(
        FineTuningConfig::read, (config, context) -> of(config, context, tasks.apply(config)));
  }

  private static <T, D> Recipe<?> of(
      FineTuningConfig config, TrainingContext context, FineTuningTask<T, D> task)
      throws IOException {
    DataSets<FineTuningConfig.DataSet, D> data = load(config, task);
    if (data.train().isEmpty()) {
      throw new ConfigurationException(
          "None of the data sets has training data; set [data.sets.train] of at least one");
    }
    UntrainedModel<EncoderHeadModel<T>> untrained =
        PretrainedEncoder.use(
            config.bert(), encoder -> untrained(config, task, encoder, data.train()));
    return Handover.to(
        () -> new FineTuningRecipe<>(config, context, task, data, untrained),
        untrained.model()::close);
  }

  private static <D> DataSets<FineTuningConfig.DataSet, D> load(
      FineTuningConfig config, FineTuningTask<?, D> task) throws IOException {
    Path folder = Path.of(config.data().folder());
    List<LoadedSet<FineTuningConfig.DataSet, D>> sets = new ArrayList<>();
    for (FineTuningConfig.DataSet set : config.data().sets()) {
      DataFiles<D> files = new DataFiles<>(folder, set.name(), file -> task.read(file, set));
      sets.add(
          new LoadedSet<>(
              set,
              files.read("train", set.train()),
              files.read("dev", set.dev()),
              files.read("test", set.test())));
    }
    return new DataSets<>(sets);
  }

  private static <T, D> UntrainedModel<EncoderHeadModel<T>> untrained(
      FineTuningConfig config, FineTuningTask<T, D> task, PretrainedEncoder encoder, List<D> train)
      throws IOException {
    HeadArchitecture.Answers answers = task.answers(train);
    PoolerShape pooler = PoolerShape.bert(encoder.checkpoint().tokenizer().tokenizer().special());
    HeadArchitecture architecture =
        new HeadArchitecture(
            encoder.architecture(),
            encoder.maximumPieces(),
            encoder.stride(),
            task.pairs(),
            answers,
            answers == null ? pooler : null,
            null,
            null);
    EncoderHeadModel<T> model =
        new EncoderHeadModel<>(
            EncoderModel.pretrained(
                task.kind().layout(),
                new ModelSpec<>(architecture, task.labels(train)),
                config.bert().dropout(),
                encoder.checkpoint(),
                config.bert().frozenLayers(),
                new Random(config.seed())));
    return new UntrainedModel<>(model, encoder.rules(model.model().network()), encoder.sources());
  }

  @Override
  public Trainable<SequenceExample<T>> network() {
    return model.network();
  }

  @Override
  public UpdateRule rule(String parameter) {
    return untrained.rules().apply(parameter);
  }

  @Override
  public Batches<SequenceExample<T>> batches() {
    return Batches.sampled(config, epoch -> examples, SequenceExample::length);
  }

  @Override
  public DevScores dev() {
    return DevScores.of(
        task.metric(),
        () ->
            data.meanOnDev(
                gold -> task.scores(model, context.lanes(), gold).values().iterator().next()));
  }

  @Override
  public ModelManifestBuilder manifest() {
    ModelManifestBuilder manifest =
        model
            .model()
            .manifest(config.name())
            .trainedOn(DataSource.trainedOn(untrained.sources(), data.learnt()));
    data.eachHeldOut(
        (name, gold) ->
            task.scores(model, context.lanes(), gold)
                .forEach((metric, value) -> context.addShare(manifest, name, metric, value)));
    return manifest;
  }

  @Override
  public BundleWriter files() {
    return model.model().files(TensorType.F16);
  }

  @Override
  public void close() {
    model.close();
  }
}
