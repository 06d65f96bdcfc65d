package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.tagger.LabelledSentence;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.tagger.TaggerNetwork;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.TrainingReporter;
import org.neuralannotators.train.TrainingTask;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.encoder.UntrainedModel;
import org.neuralannotators.train.lowrank.LowRankRecipe;

/**
 * Tags of tokens.
 *
 * @param <S> how the network reads a sentence
 */
public final class TaggerRecipe<S> implements Recipe<LabelledSentence<S>> {
  /** Trains taggers. */
  public static final TrainingTask<TaggerConfig> TASK =
      new TrainingTask<>(TaggerConfig::read, TaggerRecipe::of);

  private final TaggerConfig config;
  private final TrainingContext context;
  private final TaggerData data;
  private final UntrainedModel<TaggerModel<S>> untrained;
  private final TaggerModel<S> model;
  private final TaggerTargets targets;
  private final TaggerExamples<S> examples;
  private final TaggerEvaluation<S> evaluation;

  private TaggerRecipe(
      TaggerConfig config,
      TrainingContext context,
      TaggerData data,
      TaggerTargets targets,
      UntrainedModel<TaggerModel<S>> untrained) {
    this.config = config;
    this.context = context;
    this.data = data;
    this.targets = targets;
    this.untrained = untrained;
    model = untrained.model();
    examples = new TaggerExamples<>(config, data, model, targets);
    evaluation = new TaggerEvaluation<>(model, context.lanes());
    TrainingReporter reporter = context.reporter();
    reporter.say(
        "%d training sentences, labels %s".formatted(data.train().size(), model.labels().types()));
    reporter.warnOfLookAlikes(model.labels().types());
  }

  private static Recipe<?> of(TaggerConfig config, TrainingContext context) throws IOException {
    TaggerData data = TaggerData.load(config);
    TaggerTargets targets = TaggerTargets.of(config, data, context);
    return Handover.to(
        () ->
            config.bert() == null
                ? of(
                    config,
                    context,
                    data,
                    targets,
                    new BiLstmCrfModelFactory(config, data, context.files(), context.reporter())
                        .create())
                : of(
                    config,
                    context,
                    data,
                    targets,
                    new EncoderTaggerModelFactory(config, data).create()),
        targets.taught()::close);
  }

  private static <S> Recipe<?> of(
      TaggerConfig config,
      TrainingContext context,
      TaggerData data,
      TaggerTargets targets,
      UntrainedModel<TaggerModel<S>> untrained)
      throws IOException {
    TaggerRecipe<S> recipe =
        Handover.to(
            () -> new TaggerRecipe<>(config, context, data, targets, untrained),
            untrained.model()::close);
    return LowRankRecipe.of(
        recipe,
        config.bert() == null ? null : config.bert().lora(),
        untrained.plain(),
        config.seed());
  }

  @Override
  public TaggerNetwork<S> network() {
    return model.network();
  }

  @Override
  public UpdateRule rule(String parameter) {
    return untrained.rules().apply(parameter);
  }

  @Override
  public Batches<LabelledSentence<S>> batches() {
    return Batches.sampled(config, examples::of, LabelledSentence::length);
  }

  @Override
  public DevScores dev() {
    return DevScores.of(evaluation.metric(), () -> data.sets().meanOnDev(evaluation::score));
  }

  @Override
  public ModelManifestBuilder manifest() {
    List<ModelManifest.TrainingData> sources =
        Stream.concat(untrained.sources().stream(), targets.taught().sources().stream()).toList();
    ModelManifestBuilder manifest =
        model.manifest(config.name()).trainedOn(DataSource.trainedOn(sources, data.learnt()));
    data.sets()
        .eachHeldOut(
            (name, gold) ->
                context.addShare(manifest, name, evaluation.metric(), evaluation.score(gold)));
    return manifest;
  }

  @Override
  public BundleWriter files() throws IOException {
    return model.files(TensorType.F16);
  }

  @Override
  public void close() {
    model.close();
    targets.taught().close();
  }
}
