package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.Utf8LineReader;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TextPairRules;
import org.neuralannotators.translate.TranslationArchitecture;
import org.neuralannotators.translate.TranslatorModel;

/**
 * The data sets of a configuration.
 *
 * @param sets one for each configured set
 */
record TranslatorData(List<LoadedSet> sets) {
  /** A loaded data set; parts that the configuration doesn't name are empty. */
  record LoadedSet(
      TranslatorConfig.DataSet config,
      List<ParallelText> train,
      List<String> text,
      List<ParallelText> dev,
      List<ParallelText> test) {
    boolean isLearnt() {
      return !train.isEmpty() || !text.isEmpty();
    }
  }

  static TranslatorData load(TranslatorConfig.Data config) throws IOException {
    List<LoadedSet> sets = new ArrayList<>();
    for (TranslatorConfig.DataSet set : config.sets()) {
      sets.add(
          new LoadedSet(
              set,
              read(config, set, "train", set.train()),
              texts(config, set.text()),
              read(config, set, "dev", set.dev()),
              read(config, set, "test", set.test())));
    }
    if (sets.stream().noneMatch(LoadedSet::isLearnt)) {
      throw new IllegalArgumentException(
          "none of the data sets has pairs or texts to learn from; set [data.sets.train] or"
              + " [data.sets.text] of at least one");
    }
    return new TranslatorData(sets);
  }

  private static List<ParallelText> read(
      TranslatorConfig.Data config, TranslatorConfig.DataSet set, String key, List<String> files)
      throws IOException {
    if (files.isEmpty()) {
      return List.of();
    }
    List<Path> paths = files.stream().map(Path.of(config.folder())::resolve).toList();
    return DataFiles.requireAny(config.format().read(paths), key, set.name(), paths);
  }

  private static List<String> texts(TranslatorConfig.Data config, List<String> paths)
      throws IOException {
    List<String> texts = new ArrayList<>();
    for (String path : paths) {
      for (Path file : PlainText.files(Path.of(config.folder()).resolve(path))) {
        texts.addAll(Utf8LineReader.lines(file));
      }
    }
    return texts;
  }

  /** A part of all sets. */
  <T> List<T> all(Function<LoadedSet, List<T>> part) {
    return sets.stream().flatMap(set -> part.apply(set).stream()).toList();
  }

  /** What the texts are, by the configuration and by what is learnt from. */
  TextPairRules rules(TranslatorConfig config) {
    return config
        .rules()
        .learntFrom(
            Stream.concat(
                    all(LoadedSet::train).stream().map(ParallelText::source),
                    all(LoadedSet::text).stream())
                .toList());
  }

  /** A model with random weights, whose pieces are learnt from the training pairs and texts. */
  TranslatorModel model(TranslatorConfig config) {
    TextPairRules rules = rules(config);
    List<ParallelText> train = all(LoadedSet::train);
    List<String> texts = all(LoadedSet::text);
    Stream<String> sources = train.stream().map(pair -> rules.source(pair.source()));
    Stream<String> targets =
        Stream.concat(
            train.stream().map(pair -> rules.target(pair.target())),
            texts.stream().map(rules::target));
    boolean joint = config.joint();
    PieceModel target = config.learn((joint ? Stream.concat(sources, targets) : targets).toList());
    PieceModel source =
        joint
            ? target
            : config.learn(Stream.concat(sources, texts.stream().map(rules::source)).toList());
    TranslationArchitecture architecture =
        config.architecture(source.size(), target.size(), joint).orElseThrow();
    TranslatorModel model =
        new TranslatorModel(architecture, config.network(architecture), rules, source, target);
    model.network().parameters().allocateFloats().initialize(new Random(config.seed()));
    return model;
  }
}
