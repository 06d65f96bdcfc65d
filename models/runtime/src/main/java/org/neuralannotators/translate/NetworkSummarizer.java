package org.neuralannotators.translate;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neuralannotators.translate.text.SentenceBreaks;
import org.neuralannotators.translate.text.SentenceWindows;

/**
 * Summarizes by a model. Thread-safe.
 *
 * @param windows in which texts are read
 * @param translator turns windows into their summaries
 */
record NetworkSummarizer(SentenceWindows windows, NetworkTranslator translator) {
  static NetworkSummarizer of(TranslatorModel model, NetworkTranslator translator) {
    TextPieces pieces = model.pieces();
    int around = pieces.source("").length;
    return new NetworkSummarizer(
        new SentenceWindows(
            new SentenceBreaks(Locale.forLanguageTag(model.rules().sourceLanguage())),
            text -> pieces.source(text).length - around,
            model.mostOfSource() - around),
        translator);
  }

  /** As {@link Summarizer#summarize}. */
  List<Summary> summarize(List<String> texts) {
    List<List<String>> read = texts.stream().map(windows::of).toList();
    Iterator<List<Hypothesis>> found =
        translator.translate(read.stream().flatMap(List::stream).toList()).iterator();
    return read.stream().map(own -> joined(own, found)).toList();
  }

  private static Summary joined(List<String> windows, Iterator<List<Hypothesis>> found) {
    String text =
        windows.stream()
            .map(window -> found.next().get(0).text().strip())
            .filter(summary -> !summary.isEmpty())
            .collect(Collectors.joining(" "));
    return new Summary(text, windows.size());
  }
}
