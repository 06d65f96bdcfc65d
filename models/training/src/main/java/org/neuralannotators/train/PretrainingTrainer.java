package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.encode.transformer.EncoderBundle;
import org.neuralannotators.encode.transformer.EncoderCheckpoint;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.pretrain.MaskedSequence;
import org.neuralannotators.text.Utf8Text;

/**
 * Pretrains an encoder on plain text, from the weights of another or from random ones. Not
 * thread-safe.
 */
public final class PretrainingTrainer implements AutoCloseable {
  private final PretrainingConfig config;
  private final String configText;
  private final PretrainingModel model;
  private final Lanes lanes;
  private final PretrainingEvaluation evaluation;
  private final TrainingLoop<MaskedSequence> loop;
  private final TrainingReporter reporter;

  private PretrainingTrainer(
      PretrainingConfig config,
      String configText,
      PretrainingModel model,
      PretrainingData data,
      TrainingReporter reporter) {
    this.config = config;
    this.configText = configText;
    this.model = model;
    this.reporter = reporter;
    lanes = Lanes.ofFloats(config.training().shards(), config.training().precision());
    evaluation = new PretrainingEvaluation(config, model.network(), data.dev(), lanes);
    loop =
        new TrainingLoop<>(
            config.training(),
            config.seed(),
            new TrainingLoop.Task<>(
                model.network(),
                config::rule,
                BatchSampler.of(config.training())
                    .epochs(data::train, MaskedSequence::length, config.seed()),
                MaskedSequence::length,
                evaluation.metrics(),
                evaluation::scores,
                // The better the generator, the fewer replacements are detected.
                config.objective() == PretrainingConfig.Objective.ELECTRA
                    ? TrainingLoop.Best.LAST
                    : TrainingLoop.Best.HIGHEST),
            lanes,
            reporter);
  }

  /**
   * Trains by a configuration file.
   *
   * @param config YAML, see {@link PretrainingConfig}
   * @param out the bundle, a folder or a {@code .zip}; beside it, log, plot and checkpoint
   * @param resume whether to go on from the checkpoint
   * @throws ConfigurationException when the configuration, the text or the checkpoint can't be used
   */
  public static TrainingResult train(Path config, Path out, boolean resume) throws IOException {
    return train(config, out, resume, epoch -> {});
  }

  /** With an observer that learns of each epoch's end. */
  static TrainingResult train(Path config, Path out, boolean resume, IntConsumer observer)
      throws IOException {
    try (TrainingReporter reporter = TrainingReporter.standard();
        PretrainingTrainer trainer = of(config, reporter)) {
      return trainer.run(out, resume, observer);
    }
  }

  private static PretrainingTrainer of(Path file, TrainingReporter reporter) throws IOException {
    PretrainingConfig config = PretrainingConfig.read(file);
    try {
      PretrainingModel model = PretrainingModel.of(config);
      try {
        EncoderCheckpoint start = model.start();
        PretrainingData data = PretrainingData.load(config, start.tokenizer().tokenizer());
        return new PretrainingTrainer(config, Utf8Text.read(file), model, data, reporter);
      } catch (IOException | RuntimeException e) {
        model.network().close();
        throw e;
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }

  private TrainingResult run(Path out, boolean resume, IntConsumer observer) throws IOException {
    TrainingFiles files = TrainingFiles.of(out);
    if (config.encoder() != null) {
      reporter.say(
          "heads with the encoder's weights: %s of %s"
              .formatted(model.found(), model.network().heads().keySet()));
    }
    ModelManifestBuilder manifest = EncoderBundle.manifest(model.start(), config.name());
    addScores(manifest, "dev before training");
    loop.run(config.name(), configText, files, resume, observer);
    addScores(manifest, "dev");
    manifest
        .language(config.language())
        .description(config.description())
        .licence(config.licence());
    manifest.trainedOn(model.sources());
    for (PretrainingConfig.TextSet set : config.data().sets()) {
      if (!set.train().isEmpty()) {
        manifest.trainedOn(set.name(), set.licence(), set.attribution());
      }
    }
    return loop.write(EncoderBundle.files(model.checkpoint()), manifest.build(), out, files);
  }

  private void addScores(ModelManifestBuilder manifest, String name) {
    if (!evaluation.hasText()) {
      return;
    }
    double[] scores = evaluation.scores();
    List<String> metrics = evaluation.metrics();
    for (int i = 0; i < scores.length; i++) {
      manifest.score(name, metrics.get(i), scores[i]);
      reporter.say("%s: %s %.4f".formatted(name, metrics.get(i), scores[i]));
    }
  }

  @Override
  public void close() {
    loop.close();
    lanes.close();
    model.network().close();
  }
}
