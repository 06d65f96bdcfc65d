package org.neuralannotators.translate;

/**
 * What a translator is guarded against. All of it where source and target are of different
 * languages; other tasks, such as forming plurals, have no guards but the first.
 *
 * @param splitSentences whether the sentences of a source are translated one by one, where the
 *     network learnt from single sentences; else a long text loses most of its content
 * @param repetitions whether a hypothesis that repeats itself is passed over, and one that is much
 *     too short
 * @param copies whether a hypothesis in which numbers and addresses are others than in the source
 *     is passed over where there is a better one; text without a letter is copied
 * @param capitals whether a source in capitals is read in small letters, and its target written in
 *     capitals
 */
public record TranslationGuards(
    boolean splitSentences, boolean repetitions, boolean copies, boolean capitals) {
  /** All guards. */
  public static final TranslationGuards ALL = new TranslationGuards(true, true, true, true);

  /** No guard: sources go to the network as they are, as long as it can read them at once. */
  public static final TranslationGuards NONE = new TranslationGuards(false, false, false, false);

  /** Those that a model can have. */
  TranslationGuards of(TextPairRules rules) {
    boolean split = splitSentences && rules.readsSingleSentences();
    return rules.translates()
        ? new TranslationGuards(split, repetitions, copies, capitals)
        : new TranslationGuards(split, false, false, false);
  }
}
