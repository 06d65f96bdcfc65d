package org.neuralannotators.translate.text;

/**
 * What a translator is guarded against. Models whose sources and targets are of the same language,
 * such as one that forms plurals, have no guards but the first.
 *
 * @param splitSentences whether the sentences of a source are translated one by one, where the
 *     network learnt from single sentences; else a long text loses most of its content
 * @param avoidRepetitions whether another hypothesis is taken where the best one repeats itself or
 *     is much too short; the source where all repeat themselves
 * @param keepNumbers whether another hypothesis is taken where the best one has other numbers or
 *     addresses than the source; text without a letter is copied
 * @param lowerCapitals whether a source in capitals is read in small letters, and its target
 *     written in capitals
 */
public record TranslationGuards(
    boolean splitSentences, boolean avoidRepetitions, boolean keepNumbers, boolean lowerCapitals) {
  /** All guards. */
  public static final TranslationGuards ALL = new TranslationGuards(true, true, true, true);

  /** No guard: sources go to the network as they are, as long as it can read them at once. */
  public static final TranslationGuards NONE = new TranslationGuards(false, false, false, false);

  /** Those that a model can have. */
  public TranslationGuards of(TextPairRules rules) {
    boolean split = splitSentences && rules.readsSingleSentences();
    return rules.translates()
        ? new TranslationGuards(split, avoidRepetitions, keepNumbers, lowerCapitals)
        : new TranslationGuards(split, false, false, false);
  }
}
