package org.neuralannotators.translate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.neuralannotators.translate.text.TranslationWarning;

/**
 * A target for a source.
 *
 * @param text the target
 * @param score by which hypotheses of one source are compared: the higher, the better
 * @param logProbability of the target, given the source
 * @param alignment of its words to the source's; empty when nobody asked for it, or the network has
 *     no attention
 * @param warnings what was found wrong, and what was done about it; of the first hypothesis this
 *     includes what others had that would have been better by their scores
 */
public record Hypothesis(
    String text,
    double score,
    double logProbability,
    Optional<Alignment> alignment,
    Set<TranslationWarning> warnings) {
  public Hypothesis {
    EnumSet<TranslationWarning> all = EnumSet.noneOf(TranslationWarning.class);
    all.addAll(warnings);
    warnings = Collections.unmodifiableSet(all);
  }

  /** A target with which nothing is wrong. */
  public Hypothesis(
      String text, double score, double logProbability, Optional<Alignment> alignment) {
    this(text, score, logProbability, alignment, Set.of());
  }

  /** The same with these warnings too. */
  Hypothesis with(Set<TranslationWarning> more) {
    EnumSet<TranslationWarning> all = EnumSet.noneOf(TranslationWarning.class);
    all.addAll(warnings);
    all.addAll(more);
    return new Hypothesis(text, score, logProbability, alignment, all);
  }
}
