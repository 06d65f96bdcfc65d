package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.DataFiles;
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.data.SpanRules;

/**
 * The data sets of a configuration, their labels mapped and written in the network's scheme.
 *
 * @param scheme of the tags
 * @param sets one for each configured set
 */
record TaggerData(TagScheme scheme, DataSets<TaggerConfig.DataSet, TaggedSentence> sets) {
  static TaggerData load(TaggerConfig config) throws IOException {
    List<LoadedSet<TaggerConfig.DataSet, TaggedSentence>> sets = new ArrayList<>();
    for (TaggerConfig.DataSet set : config.data().sets()) {
      sets.add(
          new LoadedSet<>(
              set,
              train(config, set),
              read(config, set, "dev", set.dev()),
              read(config, set, "test", set.test())));
    }
    TaggerData data =
        new TaggerData(config.scheme(), new DataSets<>(withTruecase(sets, config.seed())));
    if (data.train().isEmpty()) {
      throw new ConfigurationException(
          "None of the data sets has training sentences; set [data.sets.train] of at least one");
    }
    if (data.types().isEmpty()) {
      throw new ConfigurationException(
          "The training data has no tag but O; expected at least one labelled span. Check"
              + " [data.columns] and [data.sets.labels]");
    }
    return data;
  }

  private static List<TaggedSentence> train(TaggerConfig config, TaggerConfig.DataSet set)
      throws IOException {
    List<TaggedSentence> sentences = new ArrayList<>(read(config, set, "train", set.train()));
    sentences.removeIf(sentence -> hasUntagged(sentence, set.skipUntagged()));
    Random random = new Random(config.seed());
    for (TaggedSentence sentence : List.copyOf(sentences)) {
      if (PunctuationSplitter.isTelling(sentence) && random.nextDouble() < set.splitPunctuation()) {
        sentences.add(PunctuationSplitter.split(sentence, config.scheme()));
      }
    }
    return sentences;
  }

  /** The sets, with what they want once more as the others write it. */
  private static List<LoadedSet<TaggerConfig.DataSet, TaggedSentence>> withTruecase(
      List<LoadedSet<TaggerConfig.DataSet, TaggedSentence>> sets, long seed) {
    if (sets.stream().allMatch(set -> set.source().truecase() == 0)) {
      return sets;
    }
    Truecaser truecaser =
        new Truecaser(
            sets.stream()
                .filter(set -> set.source().truecase() == 0)
                .flatMap(set -> set.train().stream())
                .toList());
    Random random = new Random(seed);
    return sets.stream()
        .map(
            set -> {
              List<TaggedSentence> train = new ArrayList<>(set.train());
              set.train().stream()
                  .filter(sentence -> random.nextDouble() < set.source().truecase())
                  .map(truecaser::write)
                  .forEach(train::add);
              return new LoadedSet<>(set.source(), train, set.dev(), set.test());
            })
        .toList();
  }

  private static boolean hasUntagged(TaggedSentence sentence, String token) {
    return IntStream.range(0, sentence.size())
        .anyMatch(
            i -> sentence.tokens().get(i).equals(token) && sentence.tags().get(i).equals("O"));
  }

  private static List<TaggedSentence> read(
      TaggerConfig config, TaggerConfig.DataSet set, String key, String file) throws IOException {
    TagScheme scheme = config.scheme();
    LabelMap labels = new LabelMap(set.labels());
    SpanRules rules =
        new SpanRules(
            Stream.concat(set.spans().stream(), config.data().spans().stream())
                .filter(rule -> rule.heldOut() || key.equals("train"))
                .toList());
    DataFiles<TaggedSentence> files =
        new DataFiles<>(
            Path.of(config.data().folder()),
            set.name(),
            path -> config.data().columns().format(path, scheme).read(path));
    return files.read(key, file).stream()
        .map(TaggerData::readable)
        .filter(sentence -> sentence.size() > 0)
        .map(sentence -> rules.apply(labels.map(sentence, scheme), scheme))
        .toList();
  }

  /** What taggers read of a sentence when they are used. */
  private static TaggedSentence readable(TaggedSentence sentence) {
    ReadTokens read = ReadTokens.of(sentence.tokens());
    return new TaggedSentence(
        read.tokens(), Arrays.stream(read.places()).mapToObj(sentence.tags()::get).toList());
  }

  /** The training sentences of all sets. */
  List<TaggedSentence> train() {
    return sets.train();
  }

  /** All sentences that training sees: to learn from, and to stop on. */
  List<TaggedSentence> trainAndDev() {
    return Stream.concat(train().stream(), sets.all(LoadedSet::dev).stream()).toList();
  }

  /** The types of the spans in the training sentences, or the tags that mark none; sorted. */
  List<String> types() {
    return train().stream()
        .flatMap(sentence -> sentence.tags().stream())
        .filter(tag -> scheme == TagScheme.NONE || !tag.equals(TagScheme.OUTSIDE))
        .map(tag -> scheme == TagScheme.NONE ? tag : tag.substring(tag.indexOf('-') + 1))
        .distinct()
        .sorted()
        .toList();
  }
}
