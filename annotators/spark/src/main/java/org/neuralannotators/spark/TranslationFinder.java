package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.neuralannotators.translate.Hypothesis;
import org.neuralannotators.translate.TargetText;
import org.neuralannotators.translate.Translator;
import org.neuralannotators.translate.TranslatorOptions;
import org.neuralannotators.translate.Translators;
import org.neuralannotators.translate.Word;

/** Translations of texts, sentence by sentence; what is blank between sentences stays. */
final class TranslationFinder {
  private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");

  private final Translator translator;

  /** Null where there is none for the language of the sources; lines are translated then. */
  private final TextSplitter splitter;

  private TranslationFinder(Translator translator, TextSplitter splitter) {
    this.translator = translator;
    this.splitter = splitter;
  }

  static Finder<?> open(FinderSettings settings) throws IOException {
    Options options = settings.options();
    TranslatorOptions defaults = TranslatorOptions.DEFAULT;
    TranslatorOptions search = defaults.withRun(options.run().over(defaults.run()));
    Translator translator =
        Translators.load(
            settings.model().location(),
            options.beamSize() == 0 ? search : search.withBeam(options.beamSize()));
    TranslationFinder finder =
        new TranslationFinder(
            translator, splitter(options.language(), translator.rules().sourceLanguage()));
    return new TextFinder(
        settings.kinds().get(0),
        translator.manifest(),
        finder::translate,
        text -> text,
        finder::close);
  }

  private static TextSplitter splitter(String language, String source) {
    if (!language.isEmpty()) {
      return new TextSplitter(language);
    }
    return TextSplitter.reads(source) ? new TextSplitter(source) : null;
  }

  private List<String> translate(List<String> texts) {
    List<List<Word>> places = texts.stream().map(this::places).toList();
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      places.get(i).forEach(place -> sources.add(place.in(text)));
    }
    Iterator<List<Hypothesis>> found = translator.translate(sources).iterator();
    List<String> targets = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      List<String> sentences =
          places.get(i).stream().map(place -> found.next().get(0).text()).toList();
      targets.add(TargetText.of(texts.get(i), places.get(i), sentences).text());
    }
    return targets;
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
