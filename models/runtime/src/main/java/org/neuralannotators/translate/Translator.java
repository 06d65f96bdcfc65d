package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;
import org.neuralannotators.translate.text.TextPairRules;
import org.neuralannotators.translate.text.TranslationGuards;

/**
 * Turns texts into others, such as their translations. Implementations are thread-safe, but for
 * {@link #close()}, which must come behind all other calls.
 *
 * <p>An empty source has the empty target. The sentences of a source are translated one by one,
 * where the network learnt from single sentences; one that is longer than the network reads is
 * split between words, and a warning says so. What is blank between the parts is between their
 * targets too. {@link TranslationGuards} says what else is looked after.
 *
 * @see Translators
 */
public interface Translator extends AutoCloseable {
  /**
   * The hypotheses for each source, the best first, as many as the options ask for or fewer where
   * the search finds no more. Of a source of several sentences the second hypothesis is made of the
   * second ones of all sentences, its score the sum of theirs, and so on; a sentence that has fewer
   * gives its last one again.
   */
  List<List<Hypothesis>> translate(List<String> sources);

  /**
   * Scores given targets (forced decoding).
   *
   * @throws IllegalArgumentException when a source or a target is longer than the network reads
   */
  List<Hypothesis> score(List<ParallelText> pairs);

  /** Of which languages the sources and the targets are. */
  TextPairRules rules();

  /** What the bundle says of itself. */
  ModelManifest manifest();

  @Override
  void close();
}
