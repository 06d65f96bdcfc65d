package org.neuralannotators.train.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.Document;
import org.neuralannotators.lm.EncodedSentence;
import org.neuralannotators.lm.LanguageModel;
import org.neuralannotators.lm.LanguageModelScore;
import org.neuralannotators.lm.TextStreams;
import org.neuralannotators.lm.Window;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.TrainingTask;
import org.neuralannotators.train.data.DataSource;

/**
 * Recurrent language models, by truncated backpropagation through time; a batch is one window of
 * each stream.
 */
public final class LanguageModelRecipe implements Recipe<Window> {
  /** Trains language models of all kinds. */
  public static final TrainingTask<LanguageModelConfig> TASK =
      new TrainingTask<>(LanguageModelConfig::read, LanguageModelRecipe::of);

  private static final int USUAL_STEPS = 20;

  private final LanguageModelConfig config;
  private final TrainingContext context;
  private final InitialLanguageModel initial;
  private final LanguageModel model;
  private final List<List<EncodedSentence>> train;
  private final TextStreams dev;

  private LanguageModelRecipe(
      LanguageModelConfig config, TrainingContext context, InitialLanguageModel initial) {
    this.config = config;
    this.context = context;
    this.initial = initial;
    model = initial.model();
    train = initial.data().train().stream().map(this::encode).toList();
    long steps = train.stream().flatMap(List::stream).mapToLong(s -> s.length() + 1L).sum();
    if (steps < config.streams()) {
      throw new IllegalArgumentException(
          "[streams] is [%d] for a text of [%d] tokens; expected fewer streams or more text"
              .formatted(config.streams(), steps));
    }
    dev = model.streams(initial.data().dev().stream().flatMap(d -> encode(d).stream()).toList());
    context
        .reporter()
        .say(
            "%d tokens to learn from, %d to score, vocabulary of %d"
                .formatted(steps, dev.length(), model.vocabulary().size()));
  }

  private static Recipe<?> of(LanguageModelConfig config, TrainingContext context)
      throws IOException {
    if (InitialDecoder.isMeant(config)) {
      return DecoderRecipe.of(config, context);
    }
    config.requireNoDecoder();
    InitialLanguageModel initial = InitialLanguageModel.of(config);
    return Handover.to(
        () -> new LanguageModelRecipe(config, context, initial), initial.model()::close);
  }

  private List<EncodedSentence> encode(Document document) {
    return document.sentences().stream().map(model::encode).toList();
  }

  @Override
  public Trainable<Window> network() {
    return model.network();
  }

  @Override
  public Batches<Window> batches() {
    return new Batches<>(this::windows, Window::length);
  }

  /** The windows of an epoch: its documents come in another order than those of the others. */
  private List<List<Window>> windows(int epoch) {
    List<List<EncodedSentence>> order = new ArrayList<>(train);
    Collections.shuffle(order, new Random(config.seed() * 31 + epoch));
    return model
        .streams(order.stream().flatMap(List::stream).toList())
        .batches(config.streams(), Objects.requireNonNullElse(config.steps(), USUAL_STEPS));
  }

  @Override
  public DevScores dev() {
    return new DevScores(metrics(), this::scores, DevScores.Best.LOWEST);
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
    List<Perplexity> directions =
        LanguageModelScore.perplexities(model.network(), dev, context.lanes());
    Perplexity all = directions.stream().reduce(Perplexity.NONE, Perplexity::plus);
    return DoubleStream.concat(
            DoubleStream.of(all.value()), directions.stream().mapToDouble(Perplexity::value))
        .limit(metrics().size())
        .toArray();
  }

  @Override
  public ModelManifestBuilder manifest() {
    Stream<LanguageModelConfig.TextSet> learnt =
        config.data().sets().stream().filter(set -> set.train() > 0);
    ModelManifestBuilder manifest =
        model.manifest(config.name()).trainedOn(DataSource.trainedOn(initial.sources(), learnt));
    if (dev.length() > 0) {
      dev().take("dev").forEach(s -> manifest.score(s.data(), s.metric(), s.value()));
    }
    return manifest;
  }

  @Override
  public BundleWriter files() throws IOException {
    return model.files(TensorType.F16);
  }

  @Override
  public void close() {
    model.close();
  }
}
