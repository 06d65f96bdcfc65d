package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.UpdateRule;
import org.neuralannotators.translate.ParallelExample;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.TranslatorOptions;

/**
 * Trains a translator: epochs until BLEU on the development data stops to rise. Not thread-safe.
 */
public final class TranslatorTrainer implements AutoCloseable {
  private static final TranslatorOptions GREEDY = TranslatorOptions.DEFAULT.withBeam(1);

  private final TranslatorConfig config;
  private final String configText;
  private final TranslatorData data;
  private final TranslatorModel model;
  private final Lanes lanes;
  private final TrainingLoop<ParallelExample> loop;
  private final TrainingReporter reporter;

  private TranslatorTrainer(
      TranslatorConfig config,
      String configText,
      TranslatorData data,
      TranslatorModel model,
      TrainingReporter reporter) {
    this.config = config;
    this.configText = configText;
    this.data = data;
    this.model = model;
    this.reporter = reporter;
    lanes = Lanes.ofFloats(config.training().shards());
    model.network().parameters().allocateFloats().initialize(new Random(config.seed()));
    List<ParallelExample> examples = examples();
    List<ParallelText> dev = data.all(TranslatorData.LoadedSet::dev);
    loop =
        new TrainingLoop<>(
            config.training(),
            config.seed(),
            new TrainingLoop.Task<>(
                model.network(),
                name -> new UpdateRule(1, BertFineTuning.decays(name)),
                BatchSampler.of(config.training())
                    .epochs(epoch -> examples, ParallelExample::length, config.seed()),
                ParallelExample::length,
                "bleu",
                () ->
                    dev.isEmpty()
                        ? Double.NaN
                        : TranslatorEvaluation.of(model, lanes, GREEDY, dev).bleuShare()),
            lanes,
            reporter);
  }

  /** The training pairs that have both sides and aren't too long. */
  private List<ParallelExample> examples() {
    List<ParallelText> pairs = data.all(TranslatorData.LoadedSet::train);
    int most = model.network().maximumLength();
    List<ParallelExample> examples =
        pairs.stream()
            .map(model::encode)
            .filter(example -> example.source().length > 0 && example.target().length > 0)
            .filter(example -> example.source().length < most && example.target().length < most)
            .toList();
    if (examples.isEmpty()) {
      throw new IllegalArgumentException(
          "[%d] training pairs, each with an empty side or one of [%d] pieces or more; expected"
                  .formatted(pairs.size(), most)
              + " some that are shorter");
    }
    reporter.say(
        "%d training pairs, of which %d have an empty side or one of %d pieces or more and are left"
                .formatted(pairs.size(), pairs.size() - examples.size(), most)
            + " out; %d parameters".formatted(model.network().parameters().flat().size()));
    return examples;
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
      String text = Files.readString(file);
      return new TranslatorTrainer(config, text, data, data.model(config), reporter);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }

  private TrainingResult run(Path out, boolean resume, IntConsumer observer) throws IOException {
    TrainingFiles files = TrainingFiles.of(out);
    loop.run(config.name(), configText, files, resume, observer);
    ModelManifestBuilder manifest =
        model.manifest(config.name()).description(config.description()).licence(config.licence());
    for (TranslatorData.LoadedSet set : data.sets()) {
      TranslatorConfig.DataSet source = set.config();
      if (!set.train().isEmpty()) {
        manifest.trainedOn(source.name(), source.licence(), source.attribution());
      }
      addScores(manifest, source.name() + " dev", set.dev());
      addScores(manifest, source.name() + " test", set.test());
    }
    return loop.write(model.files(TensorType.F16), manifest.build(), out, files);
  }

  private void addScores(ModelManifestBuilder manifest, String name, List<ParallelText> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    TranslatorEvaluation scores =
        TranslatorEvaluation.of(model, lanes, TranslatorOptions.DEFAULT, pairs);
    manifest.score(name, "bleu", scores.bleuShare());
    manifest.score(name, "chrf", scores.chrFShare());
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
