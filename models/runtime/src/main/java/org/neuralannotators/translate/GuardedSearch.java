package org.neuralannotators.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neuralannotators.generate.ScoredTarget;
import org.neuralannotators.network.Lanes;
import org.neuralannotators.translate.text.HypothesisGuard;
import org.neuralannotators.translate.text.SourcePart;
import org.neuralannotators.translate.text.TranslationGuards;
import org.neuralannotators.translate.text.TranslationWarning;

/**
 * Searches the hypotheses of sources' parts. Where the guard finds a fault with the best one, those
 * without come first, and more are looked for, also with other numbers or names in the place of
 * those that were changed.
 */
final class GuardedSearch {
  /** How many hypotheses there are to choose from where the beam is narrower. */
  private static final int TARGETS = 5;

  /** Pieces in a row that don't come twice where all hypotheses repeat themselves. */
  private static final int UNREPEATED = 3;

  private final SourceReader reader;
  private final TranslatorOptions options;
  private final TranslationGuards guards;
  private final HypothesisGuard guard;
  private final TargetWriter writer;
  private final PieceSearch search;
  private final PieceSearch wide;
  private final PieceSearch unrepeated;

  /**
   * @param model stays the caller's
   * @param lanes stay the caller's
   * @param reader read the parts
   */
  GuardedSearch(
      TranslatorModel model,
      Lanes lanes,
      TranslatorOptions options,
      SourceReader reader,
      TargetWriter writer) {
    this.reader = reader;
    this.options = options;
    this.writer = writer;
    guards = reader.guards();
    guard = HypothesisGuard.of(guards, model.rules());
    TranslatorOptions first = writer.texts().search(options);
    int targets = Math.max(options.beam(), TARGETS);
    search = model.search(lanes, first);
    wide = model.search(lanes, first.withBeam(targets).withNBest(targets));
    unrepeated = wide.withUnrepeated(UNREPEATED);
  }

  /** The hypotheses of each part, at least one, the best first. */
  List<List<Hypothesis>> hypotheses(List<SourcePart> parts) {
    List<List<Hypothesis>> found = search(search, parts);
    if (options.temperature() == 0) {
      add(wide, parts, found, own -> !own.get(0).warnings().isEmpty(), part -> part);
      add(unrepeated, parts, found, GuardedSearch::allRepeat, part -> part);
      add(wide, parts, found, GuardedSearch::allChangeCopies, reader::withStandIns);
    }
    return IntStream.range(0, parts.size())
        .mapToObj(i -> chosen(parts.get(i), found.get(i)))
        .toList();
  }

  /**
   * Adds to the hypotheses that aren't good enough what another search finds.
   *
   * @param change of the parts before they are searched
   */
  private void add(
      PieceSearch other,
      List<SourcePart> parts,
      List<List<Hypothesis>> found,
      Predicate<List<Hypothesis>> condition,
      UnaryOperator<SourcePart> change) {
    int[] some =
        IntStream.range(0, parts.size()).filter(i -> condition.test(found.get(i))).toArray();
    List<List<Hypothesis>> more =
        search(other, IntStream.of(some).mapToObj(parts::get).map(change).toList());
    for (int i = 0; i < some.length; i++) {
      Map<String, Hypothesis> all = new LinkedHashMap<>();
      Stream.of(found.get(some[i]), more.get(i))
          .flatMap(List::stream)
          .forEach(hypothesis -> all.putIfAbsent(hypothesis.text(), hypothesis));
      found.set(some[i], List.copyOf(all.values()));
    }
  }

  private static boolean allRepeat(List<Hypothesis> found) {
    return found.stream()
        .allMatch(hypothesis -> hypothesis.warnings().contains(TranslationWarning.REPETITION));
  }

  private static boolean allChangeCopies(List<Hypothesis> found) {
    return found.stream()
        .map(Hypothesis::warnings)
        .allMatch(
            faults ->
                faults.contains(TranslationWarning.NUMBERS)
                    || faults.contains(TranslationWarning.ADDRESSES));
  }

  private List<List<Hypothesis>> search(PieceSearch with, List<SourcePart> parts) {
    List<SourcePart> searched = parts.stream().filter(this::isTranslated).toList();
    List<List<ScoredTarget>> targets =
        with.search(searched.stream().map(SourcePart::pieces).toList());
    List<List<Hypothesis>> found = new ArrayList<>();
    int next = 0;
    for (SourcePart part : parts) {
      found.add(
          isTranslated(part)
              ? targets.get(next++).stream()
                  .flatMap(target -> writer.hypothesis(part, target).stream())
                  .map(hypothesis -> checked(part, hypothesis))
                  .toList()
              : List.of(writer.copy(part, 0)));
    }
    return found;
  }

  private boolean isTranslated(SourcePart part) {
    return !guards.keepNumbers() || part.hasLetters();
  }

  private Hypothesis checked(SourcePart part, Hypothesis hypothesis) {
    return hypothesis.with(guard.faults(part.text(), hypothesis.text()));
  }

  private List<Hypothesis> chosen(SourcePart part, List<Hypothesis> found) {
    Hypothesis first = found.get(0);
    if (first.warnings().isEmpty()) {
      return found;
    }
    List<Hypothesis> chosen =
        new ArrayList<>(
            found.stream().sorted(Comparator.comparing(GuardedSearch::severity)).toList());
    Hypothesis best = chosen.get(0);
    if (best.warnings().contains(TranslationWarning.REPETITION)) {
      chosen.add(
          0,
          writer
              .copy(part, best.score())
              .with(EnumSet.of(TranslationWarning.REPETITION, TranslationWarning.UNTRANSLATED)));
    } else if (!best.equals(first)) {
      chosen.set(0, best.with(first.warnings()).with(Set.of(TranslationWarning.REPLACED)));
    }
    return chosen.subList(0, Math.min(options.nBest(), chosen.size()));
  }

  /** Whatever repeats itself is worst. */
  private static int severity(Hypothesis hypothesis) {
    Set<TranslationWarning> faults = hypothesis.warnings();
    if (faults.contains(TranslationWarning.REPETITION)) {
      return 2 + TranslationWarning.values().length;
    }
    return faults.contains(TranslationWarning.LENGTH)
        ? 1 + TranslationWarning.values().length
        : faults.size();
  }
}
