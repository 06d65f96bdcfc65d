package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.label.TaggedSentence;
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
  private final List<List<LabelledSentence<S>>> sets;
  private final TaggerEvaluation<S> evaluation;

  private TaggerRecipe(
      TaggerConfig config,
      TrainingContext context,
      TaggerData data,
      UntrainedModel<TaggerModel<S>> untrained) {
    this.config = config;
    this.context = context;
    this.data = data;
    this.untrained = untrained;
    model = untrained.model();
    sets = data.sets().sets().stream().map(set -> examples(set.train())).toList();
    evaluation = new TaggerEvaluation<>(model, context.lanes());
    TrainingReporter reporter = context.reporter();
    reporter.say(
        "%d training sentences, labels %s".formatted(data.train().size(), model.labels().types()));
    reporter.warnOfLookAlikes(model.labels().types());
  }

  private static Recipe<?> of(TaggerConfig config, TrainingContext context) throws IOException {
    TaggerData data = TaggerData.load(config);
    return config.bert() == null
        ? of(
            config,
            context,
            data,
            new BiLstmCrfModelFactory(config, data, context.files(), context.reporter()).create())
        : of(config, context, data, new EncoderTaggerModelFactory(config, data).create());
  }

  private static <S> Recipe<?> of(
      TaggerConfig config,
      TrainingContext context,
      TaggerData data,
      UntrainedModel<TaggerModel<S>> untrained)
      throws IOException {
    return Handover.to(
        () -> new TaggerRecipe<>(config, context, data, untrained), untrained.model()::close);
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
      double share = data.sets().sets().get(i).source().share();
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
    return Batches.sampled(config, this::drawn, LabelledSentence::length);
  }

  @Override
  public DevScores dev() {
    return DevScores.of(evaluation.metric(), () -> data.sets().meanOnDev(evaluation::score));
  }

  @Override
  public ModelManifestBuilder manifest() {
    ModelManifestBuilder manifest =
        model
            .manifest(config.name())
            .trainedOn(DataSource.trainedOn(untrained.sources(), data.sets().learnt()));
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
  }
}
