package org.neuralannotators.train.translate;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.eval.TranslationScores;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.TrainingTask;
import org.neuralannotators.train.data.DataSource;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.encoder.EncoderFineTuning;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;

/** Translators; the best epoch is that with the highest BLEU. */
public final class TranslatorRecipe implements Recipe<ParallelExample> {
  /** Trains translators. */
  public static final TrainingTask<TranslatorConfig> TASK =
      new TrainingTask<>(TranslatorConfig::read, TranslatorRecipe::of);

  /** The scores of other models are from 0 to 1. */
  private static final double PERCENT = 100;

  private static final TranslatorOptions GREEDY =
      new SearchChoice(1, null, null, null).over(TranslatorOptions.DEFAULT);

  private final TranslatorConfig config;
  private final TrainingContext context;
  private final TranslatorData data;
  private final InitialTranslator initial;
  private final TranslatorModel model;
  private final TranslatorExamples examples;

  private TranslatorRecipe(
      TranslatorConfig config,
      TrainingContext context,
      TranslatorData data,
      InitialTranslator initial) {
    this.config = config;
    this.context = context;
    this.data = data;
    this.initial = initial;
    model = initial.model();
    examples = TranslatorExamples.of(config, data, model, context.reporter());
  }

  private static Recipe<?> of(TranslatorConfig config, TrainingContext context) throws IOException {
    TranslatorData data = TranslatorData.load(config.data());
    InitialTranslator initial = InitialTranslator.of(config, data);
    return Handover.to(
        () -> new TranslatorRecipe(config, context, data, initial), initial.model()::close);
  }

  @Override
  public Trainable<ParallelExample> network() {
    return model.network();
  }

  @Override
  public UpdateRule rule(String parameter) {
    return new UpdateRule(1, EncoderFineTuning.decays(parameter));
  }

  @Override
  public Batches<ParallelExample> batches() {
    return Batches.sampled(config, examples::epoch, ParallelExample::length);
  }

  @Override
  public DevScores dev() {
    List<ParallelText> pairs = data.pairs().all(LoadedSet::dev);
    return DevScores.of(
        "bleu",
        () -> pairs.isEmpty() ? Double.NaN : scores(GREEDY, pairs).bleu().score() / PERCENT);
  }

  private TranslationScores scores(TranslatorOptions options, List<ParallelText> pairs) {
    return TranslatorEvaluation.of(model, context.lanes(), options, pairs);
  }

  @Override
  public ModelManifestBuilder manifest() {
    ModelManifestBuilder manifest =
        model
            .manifest(config.name())
            .trainedOn(DataSource.trainedOn(initial.sources(), data.learnt()));
    data.pairs()
        .eachHeldOut(
            (name, pairs) -> addScores(manifest, name, scores(TranslatorOptions.DEFAULT, pairs)));
    return manifest;
  }

  private void addScores(ModelManifestBuilder manifest, String name, TranslationScores scores) {
    manifest.score(name, "bleu", scores.bleu().score() / PERCENT);
    manifest.score(name, "chrf", scores.chrF().score() / PERCENT);
    context
        .reporter()
        .say(
            "%s: BLEU %.2f (%s), chrF %.2f (%s)"
                .formatted(
                    name,
                    scores.bleu().score(),
                    scores.bleu().signature(),
                    scores.chrF().score(),
                    scores.chrF().signature()));
  }

  @Override
  public BundleWriter files() {
    return model.files(TensorType.F16);
  }

  @Override
  public void close() {
    model.close();
  }
}
