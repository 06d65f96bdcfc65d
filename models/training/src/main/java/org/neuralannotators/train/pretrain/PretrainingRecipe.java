package org.neuralannotators.train.pretrain;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.encode.checkpoint.EncoderBundle;
import org.neuralannotators.encode.checkpoint.EncoderCheckpoint;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.pretrain.MaskedSequence;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.TrainingTask;
import org.neuralannotators.train.data.DataSource;

/** Encoders from plain text, from the weights of another or from random ones. */
public final class PretrainingRecipe implements Recipe<MaskedSequence> {
  /** Pretrains encoders. */
  public static final TrainingTask<PretrainingConfig> TASK =
      new TrainingTask<>(PretrainingConfig::read, PretrainingRecipe::of);

  private final PretrainingConfig config;
  private final TrainingContext context;
  private final PretrainingModel model;
  private final PretrainingData data;
  private final PretrainingEvaluation evaluation;
  private final List<ModelManifest.Score> before;

  private PretrainingRecipe(
      PretrainingConfig config,
      TrainingContext context,
      PretrainingModel model,
      PretrainingData data) {
    this.config = config;
    this.context = context;
    this.model = model;
    this.data = data;
    evaluation = new PretrainingEvaluation(config, model.network(), data.dev(), context.lanes());
    if (config.encoder() != null) {
      context
          .reporter()
          .say(
              "heads with the encoder's weights: %s of %s"
                  .formatted(model.found(), model.network().heads().keySet()));
    }
    before = scores("dev before training");
  }

  private static Recipe<?> of(PretrainingConfig config, TrainingContext context)
      throws IOException {
    PretrainingModel model = PretrainingModel.of(config);
    return Handover.to(
        () -> {
          EncoderCheckpoint start = model.start();
          PretrainingData data = PretrainingData.load(config, start.tokenizer().tokenizer());
          return new PretrainingRecipe(config, context, model, data);
        },
        model.network()::close);
  }

  @Override
  public Trainable<MaskedSequence> network() {
    return model.network();
  }

  @Override
  public UpdateRule rule(String parameter) {
    return config.rule(parameter);
  }

  @Override
  public Batches<MaskedSequence> batches() {
    return Batches.sampled(config, data::train, MaskedSequence::length);
  }

  @Override
  public DevScores dev() {
    return new DevScores(
        evaluation.metrics(),
        evaluation::scores,
        // The better the generator, the fewer replacements are detected.
        config.objective() == PretrainingConfig.Objective.ELECTRA
            ? DevScores.Best.LAST
            : DevScores.Best.HIGHEST);
  }

  @Override
  public ModelManifestBuilder manifest() {
    Stream<PretrainingConfig.TextSet> learnt =
        config.data().sets().stream().filter(set -> !set.train().isEmpty());
    ModelManifestBuilder manifest =
        EncoderBundle.manifest(model.start(), config.name())
            .trainedOn(DataSource.trainedOn(model.sources(), learnt));
    Stream.concat(before.stream(), scores("dev").stream())
        .forEach(score -> manifest.score(score.data(), score.metric(), score.value()));
    return manifest;
  }

  /** The scores of now, which people are told too; none without text. */
  private List<ModelManifest.Score> scores(String name) {
    List<ModelManifest.Score> scores = evaluation.hasText() ? dev().take(name) : List.of();
    scores.forEach(
        score ->
            context.reporter().say("%s: %s %.4f".formatted(name, score.metric(), score.value())));
    return scores;
  }

  @Override
  public BundleWriter files() throws IOException {
    return EncoderBundle.files(model.checkpoint());
  }

  @Override
  public void close() {
    model.network().close();
  }
}
