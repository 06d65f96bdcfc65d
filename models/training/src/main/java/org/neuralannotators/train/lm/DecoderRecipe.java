package org.neuralannotators.train.lm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.eval.Perplexity;
import org.neuralannotators.lm.Sampling;
import org.neuralannotators.lm.decoder.DecoderModel;
import org.neuralannotators.lm.decoder.StreamLosses;
import org.neuralannotators.lm.decoder.TextWindow;
import org.neuralannotators.network.Parameter;
import org.neuralannotators.network.Trainable;
import org.neuralannotators.network.optimizer.UpdateRule;
import org.neuralannotators.train.Batches;
import org.neuralannotators.train.DevScores;
import org.neuralannotators.train.Handover;
import org.neuralannotators.train.Recipe;
import org.neuralannotators.train.TrainingContext;
import org.neuralannotators.train.data.DataSource;

/**
 * Decoders, from random weights or from those of another; a batch is some windows of the text, and
 * with a memory the next one of each of its parts.
 */
final class DecoderRecipe implements Recipe<TextWindow> {
  /** Longer windows are read only where they are asked for. */
  private static final int LONGEST_USUAL_WINDOW = 1024;

  private static final int USUAL_SAMPLE = 100;
  private static final Sampling DRAWN = new Sampling(1, 0, 1);

  private final LanguageModelConfig config;
  private final TrainingContext context;
  private final InitialDecoder initial;
  private final DecoderModel model;

  /** Null when all weights learn. */
  private final LowRankDecoder lowRank;

  private final PieceStream train;
  private final PieceStream dev;
  private final Set<String> matrices;

  private DecoderRecipe(
      LanguageModelConfig config, TrainingContext context, InitialDecoder initial) {
    this.config = config;
    this.context = context;
    this.initial = initial;
    model = initial.model();
    int steps = steps(config, model.spec().decoder().maximumPositions());
    train = PieceStream.of(model, initial.texts().train(), steps);
    dev = PieceStream.of(model, initial.texts().dev(), steps);
    lowRank =
        config.lora() == null
            ? null
            : new LowRankDecoder(model.network(), config.lora(), new Random(config.seed()));
    matrices =
        network().parameters().all().stream()
            .filter(parameter -> parameter.rows() > 1)
            .map(Parameter::name)
            .collect(Collectors.toSet());
    context
        .reporter()
        .say(
            "%d pieces to learn from, %d to score, vocabulary of %d"
                .formatted(
                    train.predictions(), dev.predictions(), model.tokenizer().tokenizer().size()));
  }

  static Recipe<?> of(LanguageModelConfig config, TrainingContext context) throws IOException {
    InitialDecoder initial = InitialDecoder.of(config);
    return Handover.to(() -> new DecoderRecipe(config, context, initial), initial.model()::close);
  }

  private static int steps(LanguageModelConfig config, int longest) {
    int steps = Objects.requireNonNullElse(config.steps(), Math.min(longest, LONGEST_USUAL_WINDOW));
    if (steps > longest) {
      throw new IllegalArgumentException(
          "[steps] is [%d]; expected at most [%d], the network's context"
              .formatted(steps, longest));
    }
    return steps;
  }

  @Override
  public Trainable<TextWindow> network() {
    return lowRank == null ? model.network() : lowRank;
  }

  /** Only matrices decay, embeddings among them. */
  @Override
  public UpdateRule rule(String parameter) {
    return new UpdateRule(1, matrices.contains(parameter));
  }

  @Override
  public Batches<TextWindow> batches() {
    return new Batches<>(this::batches, TextWindow::length);
  }

  private List<List<TextWindow>> batches(int epoch) {
    Random random = new Random(config.seed() * 31 + epoch);
    if (memory() > 0) {
      return StreamLosses.sideBySide(parts(random));
    }
    List<TextWindow> windows = windows(random);
    List<List<TextWindow>> batches = new ArrayList<>();
    for (int i = 0; i < windows.size(); i += config.streams()) {
      batches.add(windows.subList(i, Math.min(i + config.streams(), windows.size())));
    }
    return batches;
  }

  private int memory() {
    return model.spec().decoder().memory();
  }

  private List<List<TextWindow>> parts(Random random) {
    return config.stepsPerEpoch() == null
        ? train.parts(config.streams(), random.nextInt(train.steps()), memory())
        : Stream.generate(() -> train.part(random, config.stepsPerEpoch(), memory()))
            .limit(config.streams())
            .toList();
  }

  private List<TextWindow> windows(Random random) {
    if (config.stepsPerEpoch() != null) {
      long count = (long) config.stepsPerEpoch() * config.streams();
      return train.random(random).limit(count).toList();
    }
    List<TextWindow> windows = train.all(random.nextInt(train.steps()));
    Collections.shuffle(windows, random);
    return windows;
  }

  @Override
  public DevScores dev() {
    return new DevScores(
        List.of("perplexity", "loss"),
        () -> {
          merge();
          saySample();
          Perplexity score = score();
          return new double[] {score.value(), score.loss() / score.predictions()};
        },
        DevScores.Best.LOWEST);
  }

  /** Gives the model what was learnt beside its weights. */
  private void merge() {
    if (lowRank != null) {
      context.lanes().onLane(lane -> lowRank.merge(lane.kernels(), lane.workspace()));
    }
  }

  private void saySample() {
    int length = Objects.requireNonNullElse(config.sample(), USUAL_SAMPLE);
    if (length > 0) {
      int first = (dev.predictions() > 0 ? dev : train).pieces()[0];
      context.reporter().say(new DecoderSample(first, length, DRAWN).of(model, context.lanes()));
    }
  }

  private Perplexity score() {
    return memory() > 0
        ? RememberedScore.of(model.network(), dev, memory(), context.lanes())
        : DecoderScore.of(model.network(), dev.all(0), context.lanes());
  }

  @Override
  public ModelManifestBuilder manifest() {
    merge();
    Stream<LanguageModelConfig.TextSet> learnt =
        config.data().sets().stream().filter(set -> set.train() > 0);
    ModelManifestBuilder manifest =
        model.manifest(config.name()).trainedOn(DataSource.trainedOn(initial.sources(), learnt));
    if (dev.predictions() > 0) {
      Perplexity score = score();
      double loss = score.loss() / score.predictions();
      context.reporter().say("dev: loss %.4f, perplexity %.4f".formatted(loss, score.value()));
      manifest.score("dev", "perplexity", score.value()).score("dev", "loss", loss);
    }
    return manifest;
  }

  @Override
  public BundleWriter files() throws IOException {
    merge();
    return model.files(TensorType.F16);
  }

  @Override
  public void close() {
    if (lowRank != null) {
      lowRank.close();
    }
    model.close();
  }
}
