package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.tagger.LabelledSentence;
import org.neuralannotators.tagger.TaggerModel;
import org.neuralannotators.text.Utf8Text;

/**
 * Trains a tagger: epochs until the score on the development data stops to rise.
 *
 * @param <S> how the network reads a sentence
 */
public final class TaggerTrainer<S> implements AutoCloseable {
  private final TaggerConfig config;
  private final String configText;
  private final TaggerData data;
  private final List<List<LabelledSentence<S>>> sets;
  private final TaggerModel<S> model;
  private final List<ModelManifest.TrainingData> sources;
  private final Lanes lanes;
  private final TrainingLoop<LabelledSentence<S>> loop;
  private final TaggerEvaluation<S> evaluation;
  private final TrainingReporter reporter;

  private TaggerTrainer(
      TaggerConfig config,
      String configText,
      TaggerData data,
      UntrainedModel<S> untrained,
      TrainingReporter reporter) {
    this.config = config;
    this.configText = configText;
    this.data = data;
    this.reporter = reporter;
    model = untrained.model();
    sources = untrained.sources();
    lanes = Lanes.ofFloats(config.training().shards(), config.training().precision());
    evaluation = new TaggerEvaluation<>(model, lanes);
    sets = data.sets().stream().map(set -> examples(set.train())).toList();
    loop =
        new TrainingLoop<>(
            config.training(),
            config.seed(),
            new TrainingLoop.Task<>(
                model.network(),
                untrained.rules(),
                BatchSampler.of(config.training())
                    .epochs(this::drawn, LabelledSentence::length, config.seed()),
                LabelledSentence::length,
                evaluation.metric(),
                this::devScore),
            lanes,
            reporter);
    reporter.say(
        "%d training sentences, labels %s".formatted(data.train().size(), model.labels().types()));
    reporter.warnOfLookAlikes(model.labels().types());
  }

  /**
   * Trains by a configuration file.
   *
   * @param config YAML, see {@link TaggerConfig}
   * @param out the bundle, a folder or a {@code .zip}; beside it, log, plot and checkpoint
   * @param resume whether to go on from the checkpoint
   * @throws ConfigurationException when the configuration or the checkpoint can't be used
   */
  public static TrainingResult train(Path config, Path out, boolean resume) throws IOException {
    return train(config, out, resume, epoch -> {});
  }

  /** With an observer that learns of each epoch's end. */
  static TrainingResult train(Path config, Path out, boolean resume, IntConsumer observer)
      throws IOException {
    TrainingFiles files = TrainingFiles.of(out);
    try (TrainingReporter reporter = TrainingReporter.standard();
        TaggerTrainer<?> trainer = of(config, files, reporter)) {
      trainer.loop.run(trainer.config.name(), trainer.configText, files, resume, observer);
      return trainer.finish(files, out);
    }
  }

  private static TaggerTrainer<?> of(Path file, TrainingFiles files, TrainingReporter reporter)
      throws IOException {
    TaggerConfig config = TaggerConfig.read(file);
    String text = Utf8Text.read(file);
    TaggerData data = TaggerData.load(config);
    try {
      return config.bert() == null
          ? new TaggerTrainer<>(
              config,
              text,
              data,
              new BiLstmCrfModelFactory(config, data, files, reporter).create(),
              reporter)
          : new TaggerTrainer<>(
              config, text, data, new BertTaggerModelFactory(config, data).create(), reporter);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("Configuration [" + file + "]: " + e.getMessage(), e);
    }
  }

  private List<LabelledSentence<S>> examples(List<TaggedSentence> sentences) {
    List<S> encoded = model.encode(sentences.stream().map(TaggedSentence::tokens).toList());
    List<LabelledSentence<S>> examples = new ArrayList<>();
    for (int i = 0; i < encoded.size(); i++) {
      int[] labels =
          sentences.get(i).tags().stream().mapToInt(tag -> model.labels().index(tag)).toArray();
      if (labels.length > 0) {
        examples.add(new LabelledSentence<>(encoded.get(i), labels));
      }
    }
    return examples;
  }

  /** The examples of an epoch: of each set its share, drawn anew. */
  private List<LabelledSentence<S>> drawn(int epoch) {
    List<LabelledSentence<S>> drawn = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      double share = data.sets().get(i).config().share();
      List<LabelledSentence<S>> set = sets.get(i);
      if (share < 1) {
        set = new ArrayList<>(set);
        Collections.shuffle(set, new Random(config.seed() * 31 + epoch));
        set = set.subList(0, (int) Math.ceil(share * set.size()));
      }
      drawn.addAll(set);
    }
    return drawn;
  }

  /** The mean of the development sets' scores; NaN without any. */
  private double devScore() {
    return data.sets().stream()
        .filter(set -> !set.dev().isEmpty())
        .mapToDouble(set -> evaluation.score(set.dev()))
        .average()
        .orElse(Double.NaN);
  }

  private TrainingResult finish(TrainingFiles files, Path out) throws IOException {
    ModelManifestBuilder manifest =
        model
            .manifest(config.name())
            .language(config.language())
            .description(config.description())
            .licence(config.licence());
    manifest.trainedOn(sources);
    for (TaggerData.LoadedSet set : data.sets()) {
      TaggerConfig.DataSet source = set.config();
      if (!set.train().isEmpty()) {
        manifest.trainedOn(source.name(), source.licence(), source.attribution());
      }
      addScore(manifest, source.name() + " dev", set.dev());
      addScore(manifest, source.name() + " test", set.test());
    }
    return loop.write(model.files(TensorType.F16), manifest.build(), out, files);
  }

  private void addScore(ModelManifestBuilder manifest, String name, List<TaggedSentence> gold) {
    if (!gold.isEmpty()) {
      double score = evaluation.score(gold);
      manifest.score(name, evaluation.metric(), score);
      reporter.say("%s: %s %.2f".formatted(name, evaluation.metric(), 100 * score));
    }
  }

  @Override
  public void close() {
    loop.close();
    lanes.close();
    model.close();
  }
}
