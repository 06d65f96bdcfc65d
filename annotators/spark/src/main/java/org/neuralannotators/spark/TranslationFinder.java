package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.RowFactory;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.SearchChoice;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.text.TargetText;
import org.neuralannotators.translate.text.TranslationWarning;
import org.neuralannotators.translate.text.Word;

/** Translations of texts, sentence by sentence; what is blank between sentences stays. */
final class TranslationFinder {
  private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");

  private final Translator translator;

  /** Null where there is none for the language of the sources; lines are translated then. */
  private final TextSplitter splitter;

  private final boolean warnings;

  private TranslationFinder(Translator translator, TextSplitter splitter, boolean warnings) {
    this.translator = translator;
    this.splitter = splitter;
    this.warnings = warnings;
  }

  static Finder<?> open(FinderSettings settings) throws IOException {
    Options options = settings.options();
    TranslatorOptions defaults = TranslatorOptions.DEFAULT;
    TranslatorOptions search = defaults.withRun(options.run().over(defaults.run()));
    Options.Translations wanted = options.translations();
    Integer beam = wanted.beamSize() == 0 ? null : wanted.beamSize();
    Translator translator =
        Translators.load(
            settings.model().location(),
            new SearchChoice(beam, null, null, null).over(search).withTexts(wanted.texts()));
    TranslationFinder finder =
        new TranslationFinder(
            translator,
            splitter(options.language(), translator.rules().sourceLanguage()),
            wanted.warnings());
    return new TextFinder(
        settings.kinds().get(0),
        translator.manifest(),
        finder::translate,
        text -> text == null ? null : finder.value(text, Set.of()),
        finder::close);
  }

  private static TextSplitter splitter(String language, String source) {
    if (!language.isEmpty()) {
      return new TextSplitter(language);
    }
    return TextSplitter.reads(source) ? new TextSplitter(source) : null;
  }

  private List<Object> translate(List<String> texts) {
    List<List<Word>> places = texts.stream().map(this::places).toList();
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      places.get(i).forEach(place -> sources.add(place.in(text)));
    }
    Iterator<List<Hypothesis>> found = translator.translate(sources).iterator();
    List<Object> targets = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      List<Hypothesis> best = places.get(i).stream().map(place -> found.next().get(0)).toList();
      List<String> sentences = best.stream().map(Hypothesis::text).toList();
      targets.add(
          value(
              TargetText.of(texts.get(i), places.get(i), sentences).text(),
              best.stream()
                  .flatMap(each -> each.warnings().stream())
                  .collect(Collectors.toCollection(TreeSet::new))));
    }
    return targets;
  }

  private Object value(String target, Set<TranslationWarning> caught) {
    return warnings ? RowFactory.create(target, caught.stream().map(Enum::name).toArray()) : target;
  }

  private List<Word> places(String text) {
    List<Word> parts =
        splitter == null
            ? LINE.matcher(text).results().map(line -> new Word(line.start(), line.end())).toList()
            : splitter.sentences(text);
    return parts.stream()
        .map(part -> part.strip(text))
        .filter(part -> part.begin() < part.end())
        .toList();
  }

  private void close() {
    translator.close();
    if (splitter != null) {
      splitter.close();
    }
  }
}
