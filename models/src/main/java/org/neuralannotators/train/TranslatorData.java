package org.neuralannotators.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.neuralannotators.text.PieceModel;
import org.neuralannotators.translate.ParallelText;
import org.neuralannotators.translate.RnnArchitecture;
import org.neuralannotators.translate.RnnNetwork;
import org.neuralannotators.translate.TextPairRules;
import org.neuralannotators.translate.TransformerArchitecture;
import org.neuralannotators.translate.TransformerNetwork;
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
      List<ParallelText> dev,
      List<ParallelText> test) {}

  static TranslatorData load(TranslatorConfig.Data config) throws IOException {
    List<LoadedSet> sets = new ArrayList<>();
    for (TranslatorConfig.DataSet set : config.sets()) {
      sets.add(
          new LoadedSet(
              set, read(config, set.train()), read(config, set.dev()), read(config, set.test())));
    }
    TranslatorData data = new TranslatorData(sets);
    if (data.all(LoadedSet::train).isEmpty()) {
      throw new IllegalArgumentException(
          "none of the data sets has pairs to learn from; set [data.sets.train] of at least one");
    }
    return data;
  }

  private static List<ParallelText> read(TranslatorConfig.Data config, List<String> files)
      throws IOException {
    Path folder = Path.of(config.folder());
    return files.isEmpty()
        ? List.of()
        : config.format().read(files.stream().map(folder::resolve).toList());
  }

  /** A part of all sets. */
  List<ParallelText> all(Function<LoadedSet, List<ParallelText>> part) {
    return sets.stream().flatMap(set -> part.apply(set).stream()).toList();
  }

  /** A model whose pieces are learnt from the training pairs; without memory yet. */
  TranslatorModel model(TranslatorConfig config) {
    TextPairRules rules = config.rules();
    List<ParallelText> train = all(LoadedSet::train);
    List<String> sources = train.stream().map(pair -> rules.source(pair.source())).toList();
    List<String> targets = train.stream().map(pair -> rules.target(pair.target())).toList();
    boolean joint = config.joint();
    PieceModel target =
        config.learn(joint ? Stream.concat(sources.stream(), targets.stream()).toList() : targets);
    PieceModel source = joint ? target : config.learn(sources);
    if (config.recurrent() != null) {
      RnnArchitecture recurrent =
          config.recurrent().withVocabularies(source.size(), target.size(), joint);
      RnnNetwork network =
          new RnnNetwork(recurrent, config.dropout().hidden(), config.labelSmoothing());
      return new TranslatorModel(recurrent, network, rules, source, target);
    }
    TransformerArchitecture transformer =
        config.transformer().withVocabularies(source.size(), target.size(), joint);
    TransformerNetwork network =
        new TransformerNetwork(transformer, config.dropout().rates(), config.labelSmoothing());
    return new TranslatorModel(transformer, network, rules, source, target);
  }
}
