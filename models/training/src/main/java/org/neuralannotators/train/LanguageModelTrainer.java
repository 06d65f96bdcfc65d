package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.Document;
import org.neuralannotators.lm.EncodedSentence;
import org.neuralannotators.lm.LanguageModel;
import org.neuralannotators.lm.LanguageModelScore;
import org.neuralannotators.lm.TextStreams;
import org.neuralannotators.lm.Window;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.network.UpdateRule;
import org.neuralannotators.text.Utf8Text;

/** Trains language models by truncated backpropagation through time. Not thread-safe. */
public final class LanguageModelTrainer implements AutoCloseable {
  private final LanguageModelConfig config;
  private final String configText;
  private final List<List<EncodedSentence>> train;
  private final LanguageModel model;
  private final List<ModelManifest.TrainingData> sources;
  private final Lanes lanes;
  private final TextStreams dev;
  private final TrainingLoop<Window> loop;

  private LanguageModelTrainer(
      LanguageModelConfig config,
      String configText,
      InitialLanguageModel initial,
      TrainingReporter reporter) {
    this.config = config;
    this.configText = configText;
    model = initial.model();
    sources = initial.sources();
    train = initial.data().train().stream().map(this::encode).toList();
    long steps = train.stream().flatMap(List::stream).mapToLong(s -> s.length() + 1L).sum();
    if (steps < config.streams()) {
      throw new IllegalArgumentException(
          "[streams] is [%d] for a text of [%d] tokens; expected fewer streams or more text"
              .formatted(config.streams(), steps));
    }
    dev = model.streams(initial.data().dev().stream().flatMap(d -> encode(d).stream()).toList());
    lanes = Lanes.ofFloats(config.training().shards(), config.training().precision());
    loop =
        new TrainingLoop<>(
            config.training(),
            config.seed(),
            new TrainingLoop.Task<>(
                model.network(),
                parameter -> UpdateRule.PLAIN,
                this::batches,
                Window::length,
                metrics(),
                this::scores,
                TrainingLoop.Best.LOWEST),
            lanes,
            reporter);
    reporter.say(
        "%d tokens to learn from, %d to score, vocabulary of %d"
            .formatted(steps, dev.length(), model.vocabulary().size()));
  }

  /**
   * Trains by a configuration file.
   *
   * @param config YAML, see {@link LanguageModelConfig}
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
        LanguageModelTrainer trainer = of(config, reporter)) {
      return trainer.run(out, resume, observer);
    }
  }

  private static LanguageModelTrainer of(Path file, TrainingReporter reporter) throws IOException {
    LanguageModelConfig config = LanguageModelConfig.read(file);
    try {
      InitialLanguageModel initial = InitialLanguageModel.of(config);
      try {
        return new LanguageModelTrainer(config, Utf8Text.read(file), initial, reporter);
      } catch (IOException | RuntimeException e) {
        initial.model().close();
        throw e;
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }

  private List<EncodedSentence> encode(Document document) {
    return document.sentences().stream().map(model::encode).toList();
  }

  /** The windows of an epoch: its documents come in another order than those of the others. */
  private List<List<Window>> batches(int epoch) {
    List<List<EncodedSentence>> order = new ArrayList<>(train);
    Collections.shuffle(order, new Random(config.seed() * 31 + epoch));
    return model
        .streams(order.stream().flatMap(List::stream).toList())
        .batches(config.streams(), config.steps());
  }

  private List<String> metrics() {
    return model.directions().size() == 1
        ? List.of("perplexity")
        : Stream.concat(
                Stream.of("perplexity"),
                model.directions().stream().map(direction -> direction + "Perplexity"))
            .toList();
  }

  /** The perplexity of all predictions, and that of each direction where there are two. */
  private double[] scores() {
    List<Perplexity> directions = LanguageModelScore.perplexities(model.network(), dev, lanes);
    Perplexity all = directions.stream().reduce(Perplexity.NONE, Perplexity::plus);
    return DoubleStream.concat(
            DoubleStream.of(all.value()), directions.stream().mapToDouble(Perplexity::value))
        .limit(metrics().size())
        .toArray();
  }

  private TrainingResult run(Path out, boolean resume, IntConsumer observer) throws IOException {
    TrainingFiles files = TrainingFiles.of(out);
    loop.run(config.name(), configText, files, resume, observer);
    ModelManifestBuilder manifest =
        model
            .manifest(config.name())
            .language(config.language())
            .description(config.description())
            .licence(config.licence());
    if (dev.length() > 0) {
      double[] scores = scores();
      for (int i = 0; i < scores.length; i++) {
        manifest.score("dev", metrics().get(i), scores[i]);
      }
    }
    Set<ModelManifest.TrainingData> texts = new LinkedHashSet<>(sources);
    for (LanguageModelConfig.TextSet set : config.data().sets()) {
      if (set.train() > 0) {
        texts.add(new ModelManifest.TrainingData(set.name(), set.licence(), set.attribution()));
      }
    }
    manifest.trainedOn(texts);
    return loop.write(model.files(TensorType.F16), manifest.build(), out, files);
  }

  @Override
  public void close() {
    loop.close();
    lanes.close();
    model.close();
  }
}
