package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.eval.TranslationScores;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.UpdateRule;
import org.neuralannotators.text.Utf8Text;
import org.neuralannotators.translate.ParallelExample;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;

/**
 * Trains a translator: epochs until BLEU on the development data stops to rise. Not thread-safe.
 */
public final class TranslatorTrainer implements AutoCloseable {
  /** The scores of other models are from 0 to 1. */
  private static final double PERCENT = 100;

  private static final TranslatorOptions GREEDY = TranslatorOptions.DEFAULT.withBeam(1);

  private final TranslatorConfig config;
  private final String configText;
  private final TranslatorData data;
  private final InitialTranslator initial;
  private final TranslatorModel model;
  private final Lanes lanes;
  private final TrainingLoop<ParallelExample> loop;
  private final TrainingReporter reporter;

  private TranslatorTrainer(
      TranslatorConfig config,
      String configText,
      TranslatorData data,
      InitialTranslator initial,
      TrainingReporter reporter) {
    this.config = config;
    this.configText = configText;
    this.data = data;
    this.initial = initial;
    model = initial.model();
    this.reporter = reporter;
    TranslatorExamples examples = TranslatorExamples.of(config, data, model, reporter);
    lanes = Lanes.ofFloats(config.training().shards(), config.training().precision());
    List<ParallelText> dev = data.all(TranslatorData.LoadedSet::dev);
    loop =
        new TrainingLoop<>(
            config.training(),
            config.seed(),
            new TrainingLoop.Task<>(
                model.network(),
                name -> new UpdateRule(1, BertFineTuning.decays(name)),
                BatchSampler.of(config.training())
                    .epochs(examples::epoch, ParallelExample::length, config.seed()),
                ParallelExample::length,
                "bleu",
                () ->
                    dev.isEmpty()
                        ? Double.NaN
                        : TranslatorEvaluation.of(model, lanes, GREEDY, dev).bleu().score()
                            / PERCENT),
            lanes,
            reporter);
  }

  /**
   * Trains by a configuration file.
   *
   * @param config YAML, see {@link TranslatorConfig}
   * @param out the bundle, a folder or a {@code .zip}; beside it, log, plot and checkpoint
   * @param resume whether to go on from the checkpoint
   * @throws ConfigurationException when the configuration, the data or the checkpoint can't be used
   */
  public static TrainingResult train(Path config, Path out, boolean resume) throws IOException {
    return train(config, out, resume, epoch -> {});
  }

  /** With an observer that learns of each epoch's end. */
  static TrainingResult train(Path config, Path out, boolean resume, IntConsumer observer)
      throws IOException {
    try (TrainingReporter reporter = TrainingReporter.standard();
        TranslatorTrainer trainer = of(config, reporter)) {
      return trainer.run(out, resume, observer);
    }
  }

  private static TranslatorTrainer of(Path file, TrainingReporter reporter) throws IOException {
    TranslatorConfig config = TranslatorConfig.read(file);
    try {
      TranslatorData data = TranslatorData.load(config.data());
      InitialTranslator initial = InitialTranslator.of(config, data);
      try {
        return new TranslatorTrainer(config, Utf8Text.read(file), data, initial, reporter);
      } catch (IOException | RuntimeException e) {
        initial.model().close();
        throw e;
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }

  private TrainingResult run(Path out, boolean resume, IntConsumer observer) throws IOException {
    TrainingFiles files = TrainingFiles.of(out);
    loop.run(config.name(), configText, files, resume, observer);
    ModelManifestBuilder manifest =
        model.manifest(config.name()).description(config.description()).licence(config.licence());
    Set<ModelManifest.TrainingData> sources = new LinkedHashSet<>(initial.sources());
    for (TranslatorData.LoadedSet set : data.sets()) {
      TranslatorConfig.DataSet source = set.config();
      if (set.isLearnt()) {
        sources.add(
            new ModelManifest.TrainingData(source.name(), source.licence(), source.attribution()));
      }
      addScores(manifest, source.name() + " dev", set.dev());
      addScores(manifest, source.name() + " test", set.test());
    }
    manifest.trainedOn(sources);
    return loop.write(model.files(TensorType.F16), manifest.build(), out, files);
  }

  private void addScores(ModelManifestBuilder manifest, String name, List<ParallelText> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    TranslationScores scores =
        TranslatorEvaluation.of(model, lanes, TranslatorOptions.DEFAULT, pairs);
    manifest.score(name, "bleu", scores.bleu().score() / PERCENT);
    manifest.score(name, "chrf", scores.chrF().score() / PERCENT);
    reporter.say(
        "%s: BLEU %.2f (%s), chrF %.2f (%s)"
            .formatted(
                name,
                scores.bleu().score(),
                scores.bleu().signature(),
                scores.chrF().score(),
                scores.chrF().signature()));
  }

  @Override
  public void close() {
    loop.close();
    lanes.close();
    model.close();
  }
}
