package org.neuralannotators.translate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.TargetText;
import org.neuralannotators.translate.text.TranslationWarning;
import org.neuralannotators.translate.text.Word;

/**
 * Writes hypotheses.
 *
 * @param model stays the caller's
 * @param texts decodes targets
 * @param aligns whether hypotheses have alignments
 */
record TargetWriter(TranslatorModel model, HypothesisText texts, boolean aligns) {
  static TargetWriter of(TranslatorModel model, TranslatorOptions options) {
    return new TargetWriter(
        model, HypothesisText.of(model, options), options.alignments() && model.network().aligns());
  }

  /** What the search found for a part of a source; empty where a stand-in in it is lost. */
  Optional<Hypothesis> hypothesis(SourcePart part, ScoredTarget target) {
    return part.standIns()
        .restored(texts.decode(part.read(), target))
        .map(decoded -> hypothesis(part, target, decoded));
  }

  private Hypothesis hypothesis(SourcePart part, ScoredTarget target, String decoded) {
    String text =
        part.isInCapitals()
            ? decoded.toUpperCase(Locale.forLanguageTag(model.rules().targetLanguage()))
            : decoded;
    return new Hypothesis(
        text,
        target.score(),
        target.logProbability(),
        aligns ? Optional.of(alignment(part, target, text)) : Optional.empty());
  }

  private Alignment alignment(SourcePart part, ScoredTarget target, String text) {
    return Alignment.of(
        Word.of(part.text()),
        Word.betweenSpaces(text),
        model.pieces().sourceWords(part.read()),
        Word.numbers(text, model.pieces().targetWords(target.pieces())),
        target.alignments());
  }

  /** A part of a source as its own target. */
  Hypothesis copy(SourcePart part, double score) {
    String text = Word.join(part.text(), Word.of(part.text()));
    return new Hypothesis(
        text,
        score,
        score,
        aligns
            ? Optional.of(Alignment.ofSame(Word.of(part.text()), Word.betweenSpaces(text)))
            : Optional.empty());
  }

  /** The target of nothing. */
  Hypothesis nothing() {
    Alignment none = new Alignment(List.of(), List.of(), List.of());
    return new Hypothesis("", 0, 0, aligns ? Optional.of(none) : Optional.empty());
  }

  /**
   * The targets of all parts as one, with what is blank between the parts.
   *
   * @param found one for each
   */
  Hypothesis join(String source, List<SourcePart> parts, List<Hypothesis> found) {
    if (parts.size() == 1 && parts.get(0).place().begin() == 0) {
      return found.get(0);
    }
    StringBuilder text = new StringBuilder();
    int[] offsets = new int[parts.size()];
    Hypothesis joined = new Hypothesis("", 0, 0, Optional.empty());
    for (int i = 0; i < offsets.length; i++) {
      text.append(i == 0 ? "" : between(source, parts.get(i - 1), parts.get(i)));
      offsets[i] = text.length();
      text.append(found.get(i).text());
      joined = joined.with(found.get(i).warnings());
    }
    Set<TranslationWarning> warnings = joined.warnings();
    return new Hypothesis(
        text.toString(),
        found.stream().mapToDouble(Hypothesis::score).sum(),
        found.stream().mapToDouble(Hypothesis::logProbability).sum(),
        aligns ? Optional.of(alignment(parts, found, offsets)) : Optional.empty(),
        warnings);
  }

  private String between(String source, SourcePart before, SourcePart behind) {
    String blank = source.substring(before.place().end(), behind.place().begin());
    return blank.isEmpty() && TargetText.hasSpaces(model.rules().targetLanguage()) ? " " : blank;
  }

  private static Alignment alignment(
      List<SourcePart> parts, List<Hypothesis> found, int[] offsets) {
    return Alignment.join(
        found.stream().map(part -> part.alignment().orElseThrow()).toList(),
        parts.stream().mapToInt(part -> part.place().begin()).toArray(),
        offsets);
  }
}
