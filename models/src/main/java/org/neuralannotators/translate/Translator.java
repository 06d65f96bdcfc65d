package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.bundle.ModelManifest;

/**
 * Turns texts into others, such as their translations. Implementations are thread-safe, but for
 * {@link #close()}, which must come behind all other calls.
 *
 * <p>An empty source has the empty target. A source that is longer than the network reads is split
 * at the ends of sentences, else between words; a warning says so.
 *
 * @see Translators
 */
public interface Translator extends AutoCloseable {
  /**
   * The hypotheses for each source, the best first, as many as the options ask for or fewer where
   * the search finds no more.
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
