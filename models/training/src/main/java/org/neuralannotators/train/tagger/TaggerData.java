package org.neuralannotators.train.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.crf.GoldLabels;
import org.neuralannotators.label.LabelMap;
import org.neuralannotators.label.LabelSet;
import org.neuralannotators.label.TagScheme;
import org.neuralannotators.label.TaggedSentence;
import org.neuralannotators.text.ReadTokens;
import org.neuralannotators.train.config.ConfigurationException;
import org.neuralannotators.train.data.DataFiles;
import org.neuralannotators.train.data.DataSets;
import org.neuralannotators.train.data.LoadedSet;
import org.neuralannotators.train.data.SpanRules;
import org.neuralannotators.train.data.TextSentences;

/**
 * The data sets of a configuration, their labels mapped and written in the network's scheme.
 *
 * @param labels that the network will have: those of the training data, or of its teachers
 * @param sets one for each configured set
 * @param sentences of each set to learn from: those of its training data, or of its text, which
 *     nobody has tagged
 */
record TaggerData(
    LabelSet labels,
    DataSets<TaggerConfig.DataSet, TaggedSentence> sets,
    List<List<List<String>>> sentences) {
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
    List<LoadedSet<TaggerConfig.DataSet, TaggedSentence>> written =
        withTruecase(sets, config.seed());
    DataSets<TaggerConfig.DataSet, TaggedSentence> all = new DataSets<>(written);
    List<List<List<String>>> sentences = new ArrayList<>();
    for (LoadedSet<TaggerConfig.DataSet, TaggedSentence> set : written) {
      sentences.add(
          set.source().text() == null
              ? set.train().stream().map(TaggedSentence::tokens).toList()
              : text(config, set.source()));
    }
    if (sentences.stream().allMatch(List::isEmpty)) {
      throw new ConfigurationException(
          "None of the data sets has training sentences; set [data.sets.train] of at least one");
    }
    return new TaggerData(labels(config, types(config.scheme(), all.train())), all, sentences);
  }

  private static LabelSet labels(TaggerConfig config, List<String> types) throws IOException {
    if (config.teacher() != null) {
      LabelSet labels = TaggerTeaching.students(config);
      if (!labels.types().containsAll(types)) {
        throw new ConfigurationException(
            "The training data has the labels %s, the teacher %s; expected no other than the teacher's. Map them by [data.sets.labels]"
                .formatted(types, labels.types()));
      }
      return labels;
    }
    if (types.isEmpty()) {
      throw new ConfigurationException(
          "The training data has no tag but O; expected at least one labelled span. Check"
              + " [data.columns] and [data.sets.labels]");
    }
    return LabelSet.of(config.scheme(), types);
  }

  private static List<List<String>> text(TaggerConfig config, TaggerConfig.DataSet set)
      throws IOException {
    Path folder = Path.of(config.data().folder());
    return DataFiles.requireAny(
        TextSentences.read(folder, set.text(), set.splitter()), "text", set.name(), set.text());
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

  /** The labels of a sentence as numbers. */
  GoldLabels gold(TaggedSentence sentence) {
    return new GoldLabels(sentence.tags().stream().mapToInt(labels::index).toArray());
  }

  /** All sentences to learn from. */
  List<List<String>> train() {
    return sentences.stream().flatMap(List::stream).toList();
  }

  /** All sentences that training sees: to learn from, and to stop on. */
  List<List<String>> trainAndDev() {
    return Stream.concat(
            train().stream(), sets.all(LoadedSet::dev).stream().map(TaggedSentence::tokens))
        .toList();
  }

  /** The sets that are learnt from. */
  Stream<TaggerConfig.DataSet> learnt() {
    return IntStream.range(0, sentences.size())
        .filter(set -> !sentences.get(set).isEmpty())
        .mapToObj(set -> sets.sets().get(set).source());
  }

  /** The types of the spans in sentences, or the tags that mark none; sorted. */
  private static List<String> types(TagScheme scheme, List<TaggedSentence> sentences) {
    return sentences.stream()
        .flatMap(sentence -> sentence.tags().stream())
        .filter(tag -> scheme == TagScheme.NONE || !tag.equals(TagScheme.OUTSIDE))
        .map(tag -> scheme == TagScheme.NONE ? tag : tag.substring(tag.indexOf('-') + 1))
        .distinct()
        .sorted()
        .toList();
  }
}
