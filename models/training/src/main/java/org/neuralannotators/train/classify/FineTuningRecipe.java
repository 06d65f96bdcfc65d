package org.neuralannotators.train.classify;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
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
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.encoder.PretrainedEncoder;
import org.neuralannotators.train.encoder.UntrainedModel;
import org.neuralannotators.train.lowrank.LowRankRecipe;
import org.neuralannotators.train.teach.Lesson;
import org.neuralannotators.train.teach.Taught;

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
  private final Taught taught;
  private final FineTuningExamples<T, D> examples;

  private FineTuningRecipe(
      FineTuningConfig config,
      TrainingContext context,
      FineTuningTask<T, D> task,
      DataSets<FineTuningConfig.DataSet, D> data,
      Taught taught,
      UntrainedModel<EncoderHeadModel<T>> untrained) {
    this.config = config;
    this.context = context;
    this.task = task;
    this.data = data;
    this.taught = taught;
    this.untrained = untrained;
    model = untrained.model();
    examples = new FineTuningExamples<>(config, task, data, taught, model);
    TrainingReporter reporter = context.reporter();
    reporter.say(
        "%d training items in %d sequences%s"
            .formatted(
                examples.items(),
                examples.sequences(),
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
    DataSets<FineTuningConfig.DataSet, D> data = FineTuningData.load(config, task);
    List<String> labels = task.labels(data.train());
    Taught taught = taught(config, context, task, data, labels);
    return Handover.to(() -> of(config, context, task, data, labels, taught), taught::close);
  }

  private static <D> Taught taught(
      FineTuningConfig config,
      TrainingContext context,
      FineTuningTask<?, D> task,
      DataSets<FineTuningConfig.DataSet, D> data,
      List<String> labels)
      throws IOException {
    if (config.teacher() == null) {
      return Taught.nothing();
    }
    List<Lesson<D>> lessons =
        data.sets().stream().map(set -> new Lesson<>(set.source().name(), set.train())).toList();
    return Taught.by(config.teacher(), config.training(), context, task.teaching(labels), lessons);
  }

  private static <T, D> Recipe<?> of(
      FineTuningConfig config,
      TrainingContext context,
      FineTuningTask<T, D> task,
      DataSets<FineTuningConfig.DataSet, D> data,
      List<String> labels,
      Taught taught)
      throws IOException {
    UntrainedModel<EncoderHeadModel<T>> untrained =
        PretrainedEncoder.use(
            config.bert(), encoder -> untrained(config, task, encoder, data.train(), labels));
    FineTuningRecipe<T, D> recipe =
        Handover.to(
            () -> new FineTuningRecipe<>(config, context, task, data, taught, untrained),
            untrained.model()::close);
    return LowRankRecipe.of(recipe, config.bert().lora(), untrained.plain(), config.seed());
  }

  private static <T, D> UntrainedModel<EncoderHeadModel<T>> untrained(
      FineTuningConfig config,
      FineTuningTask<T, D> task,
      PretrainedEncoder encoder,
      List<D> train,
      List<String> labels)
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
                new ModelSpec<>(architecture, labels),
                config.bert().dropout(),
                encoder.checkpoint(),
                config.bert().frozenLayers(),
                new Random(config.seed())));
    return encoder.untrained(model, model.model().network());
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
    return Batches.sampled(config, examples::of, SequenceExample::length);
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
    List<ModelManifest.TrainingData> sources =
        Stream.concat(untrained.sources().stream(), taught.sources().stream()).toList();
    ModelManifestBuilder manifest =
        model
            .model()
            .manifest(config.name())
            .trainedOn(DataSource.trainedOn(sources, data.learnt()));
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
    taught.close();
  }
}
