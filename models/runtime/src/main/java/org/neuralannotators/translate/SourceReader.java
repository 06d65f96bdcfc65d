package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.neuralannotators.translate.text.Capitals;
import org.neuralannotators.translate.text.SentenceBreaks;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.SourceSplitter;
import org.neuralannotators.translate.text.StandIns;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TranslationGuards;
import org.neuralannotators.translate.text.Word;

/**
 * Takes sources into the parts that a network reads: sentences, where guards say so, and less where
 * that is too long.
 *
 * @param model stays the caller's
 * @param guards those that the model can have
 */
record SourceReader(
    TranslatorModel model,
    TranslationGuards guards,
    SentenceBreaks sentences,
    SourceSplitter splitter,
    Capitals capitals) {
  /** A question and its answer in so many characters are one: sentences are learnt so. */
  private static final int LONGEST_EXCHANGE = 60;

  private static final Pattern QUOTATION =
      Pattern.compile("[\"\u201C\u201E\u00AB\u00BB].*[\"\u201C\u201D\u00AB\u00BB]", Pattern.DOTALL);

  static SourceReader of(TranslatorModel model, TranslationGuards guards) {
    TextPieces pieces = model.pieces();
    Locale language = Locale.forLanguageTag(model.rules().sourceLanguage());
    return new SourceReader(
        model,
        guards,
        new SentenceBreaks(language),
        new SourceSplitter(language, text -> pieces.source(text).length <= model.mostOfSource()),
        new Capitals(language, pieces::count));
  }

  /** The parts of a source, in order; none of a blank one. */
  List<SourcePart> parts(String source) {
    List<SourcePart> parts = new ArrayList<>();
    for (Word whole : wholes(source)) {
      List<Word> pieces = splitter.split(whole.in(source));
      for (Word piece : pieces) {
        SourcePart part =
            part(source, piece.shifted(whole.begin()).strip(source), pieces.size() > 1);
        if (!part.text().isEmpty()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private List<Word> wholes(String source) {
    Word all = new Word(0, source.length());
    if (!guards.splitSentences()) {
      return List.of(all);
    }
    List<Word> wholes = sentences.of(source);
    boolean isExchange =
        wholes.size() == 2
            && source.length() <= LONGEST_EXCHANGE
            && wholes.stream().allMatch(each -> QUOTATION.matcher(each.in(source)).matches());
    return isExchange ? List.of(all) : wholes;
  }

  private SourcePart part(String source, Word place, boolean isCut) {
    String text = place.in(source);
    boolean isInCapitals = guards.lowerCapitals() && Capitals.isIn(text);
    String read = isInCapitals ? capitals.lowered(text) : text;
    return new SourcePart(
        place, text, StandIns.none(read), model.pieces().source(read), isInCapitals, isCut);
  }

  /** The same part with other numbers. */
  SourcePart withStandIns(SourcePart part) {
    TextPairRules rules = model.rules();
    StandIns others =
        StandIns.of(
            part.read(),
            Locale.forLanguageTag(rules.sourceLanguage()),
            Locale.forLanguageTag(rules.targetLanguage()));
    return new SourcePart(
        part.place(),
        part.text(),
        others,
        model.pieces().source(others.text()),
        part.isInCapitals(),
        part.isCut());
  }

  /** A source as it is. */
  SourcePart whole(String source) {
    Word place = new Word(0, source.length());
    return new SourcePart(
        place, source, StandIns.none(source), model.pieces().source(source), false, false);
  }
}
