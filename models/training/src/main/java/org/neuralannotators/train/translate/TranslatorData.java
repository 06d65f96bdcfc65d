package org.neuralannotators.train.translate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neuralannotators.pretrain.PlainText;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.text.Utf8LineReader;
import org.neuralannotators.train.data.DataFiles;
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.TranslatorModel;
import org.neuralannotators.translate.network.TranslationArchitecture;
import org.neuralannotators.translate.text.TextPairRules;

/**
 * The data sets of a configuration, one for each configured set.
 *
 * @param pairs of texts
 * @param texts of the target language, which are all learnt from
 */
record TranslatorData(
    DataSets<TranslatorConfig.DataSet, ParallelText> pairs,
    DataSets<TranslatorConfig.DataSet, String> texts) {
  static TranslatorData load(TranslatorConfig.Data config) throws IOException {
    List<LoadedSet<TranslatorConfig.DataSet, ParallelText>> pairs = new ArrayList<>();
    List<LoadedSet<TranslatorConfig.DataSet, String>> texts = new ArrayList<>();
    for (TranslatorConfig.DataSet set : config.sets()) {
      pairs.add(
          new LoadedSet<>(
              set,
              read(config, set, "train", set.train()),
              read(config, set, "dev", set.dev()),
              read(config, set, "test", set.test())));
      texts.add(new LoadedSet<>(set, texts(config, set.text()), List.of(), List.of()));
    }
    TranslatorData data = new TranslatorData(new DataSets<>(pairs), new DataSets<>(texts));
    if (data.learnt().findAny().isEmpty()) {
      throw new IllegalArgumentException(
          "none of the data sets has pairs or texts to learn from; set [data.sets.train] or"
              + " [data.sets.text] of at least one");
    }
    return data;
  }

  /** The sets that are learnt from, in their order. */
  Stream<TranslatorConfig.DataSet> learnt() {
    Set<TranslatorConfig.DataSet> learnt =
        Stream.concat(pairs.learnt(), texts.learnt()).collect(Collectors.toSet());
    return pairs.sets().stream().map(LoadedSet::source).filter(learnt::contains);
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
    for (Path file : PlainText.files(Path.of(config.folder()), paths)) {
      texts.addAll(Utf8LineReader.lines(file));
    }
    return texts;
  }

  /** What the texts are, by the configuration and by what is learnt from. */
  TextPairRules rules(TranslatorConfig config) {
    return learnt(config.rules());
  }

  /** The same with what is learnt from. */
  TextPairRules learnt(TextPairRules rules) {
    return rules.learntFrom(
        Stream.concat(pairs.train().stream().map(ParallelText::source), texts.train().stream())
            .toList());
  }

  /** A model with random weights, whose pieces are learnt from the training pairs and texts. */
  TranslatorModel model(TranslatorConfig config) {
    TextPairRules rules = rules(config);
    List<ParallelText> train = pairs.train();
    List<String> alone = texts.train();
    Stream<String> sources = train.stream().map(pair -> rules.source(pair.source()));
    Stream<String> targets =
        Stream.concat(
            train.stream().map(pair -> rules.target(pair.target())),
            alone.stream().map(rules::target));
    boolean joint = config.joint();
    PieceModel target = config.learn((joint ? Stream.concat(sources, targets) : targets).toList());
    PieceModel source =
        joint
            ? target
            : config.learn(Stream.concat(sources, alone.stream().map(rules::source)).toList());
    TranslationArchitecture architecture =
        config.architecture(source.size(), target.size(), joint).orElseThrow();
    TranslatorModel model =
        new TranslatorModel(architecture, config.network(architecture), rules, source, target);
    model.network().parameters().allocateFloats().initialize(new Random(config.seed()));
    return model;
  }
}
