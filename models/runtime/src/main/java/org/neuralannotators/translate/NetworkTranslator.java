package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.neuralannotators.generate.ParallelExample;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TranslationWarning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates by a model. Thread-safe. */
final class NetworkTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkTranslator.class);
  private static final int LONGEST_IN_MESSAGE = 60;

  private final TranslatorModel model;
  private final SourceReader reader;
  private final TargetWriter writer;
  private final GuardedSearch search;
  private final PieceSearch forced;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   */
  NetworkTranslator(TranslatorModel model, Lanes lanes, TranslatorOptions options) {
    this.model = model;
    reader = SourceReader.of(model, options.guards().of(model.rules()));
    writer = TargetWriter.of(model, options);
    search = new GuardedSearch(model, lanes, options, reader, writer);
    forced = model.search(lanes, writer.texts().search(options));
  }

  /** As {@link Translator#translate}. */
  List<List<Hypothesis>> translate(List<String> sources) {
    List<List<SourcePart>> parts = sources.stream().map(reader::parts).toList();
    List<List<Hypothesis>> found = search.hypotheses(parts.stream().flatMap(List::stream).toList());
    List<List<Hypothesis>> hypotheses = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < parts.size(); i++) {
      int end = next + parts.get(i).size();
      hypotheses.add(joined(sources.get(i), parts.get(i), found.subList(next, end)));
      next = end;
    }
    return hypotheses;
  }

  /** The first hypotheses of all parts as one, the second ones, and so on. */
  private List<Hypothesis> joined(
      String source, List<SourcePart> parts, List<List<Hypothesis>> found) {
    if (parts.isEmpty()) {
      return List.of(writer.nothing());
    }
    Set<TranslationWarning> warnings = warnings(source, parts);
    int most = found.stream().mapToInt(List::size).max().orElseThrow();
    return IntStream.range(0, most)
        .mapToObj(
            number -> found.stream().map(own -> own.get(Math.min(number, own.size() - 1))).toList())
        .map(each -> writer.join(source, parts, each).with(warnings))
        .toList();
  }

  private Set<TranslationWarning> warnings(String source, List<SourcePart> parts) {
    Set<TranslationWarning> warnings = EnumSet.noneOf(TranslationWarning.class);
    if (parts.stream().anyMatch(SourcePart::isCut)) {
      warnings.add(TranslationWarning.PARTS);
      LOG.warn(
          "The source [{}] is longer than the model reads, [{}] pieces: it is translated in [{}]"
              + " parts",
          abbreviated(source),
          model.mostOfSource(),
          parts.size());
    }
    if (model.pieces().isMostlyUnknown(parts.stream().filter(SourcePart::hasLetters).toList())) {
      warnings.add(TranslationWarning.UNKNOWN);
      LOG.warn(
          "The source [{}] is mostly of characters or words that were not in the training data;"
              + " expected text in the language [{}]",
          abbreviated(source),
          model.rules().sourceLanguage());
    }
    return warnings;
  }

  private static String abbreviated(String text) {
    return text.length() <= LONGEST_IN_MESSAGE
        ? text
        : text.substring(0, LONGEST_IN_MESSAGE) + "...";
  }

  /** As {@link Translator#score}. */
  List<Hypothesis> score(List<ParallelText> pairs) {
    List<ScoredTarget> scored = forced.score(pairs.stream().map(this::example).toList());
    return IntStream.range(0, scored.size())
        .mapToObj(
            i ->
                writer.hypothesis(reader.whole(pairs.get(i).source()), scored.get(i)).orElseThrow())
        .toList();
  }

  private ParallelExample example(ParallelText pair) {
    ParallelExample example = model.encode(pair);
    int most = model.network().maximumLength() - 1;
    if (example.source().length > model.mostOfSource() || example.target().length > most) {
      throw new IllegalArgumentException(
          "The source [%s] has [%d] pieces and its target [%d]; expected at most [%d]. Split them"
              .formatted(
                  abbreviated(pair.source()),
                  example.source().length,
                  example.target().length,
                  most));
    }
    return example;
  }

  /** As {@link Translator#rules}. */
  TextPairRules rules() {
    return model.rules();
  }
}
