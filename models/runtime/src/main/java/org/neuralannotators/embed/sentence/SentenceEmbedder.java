package org.neuralannotators.embed.sentence;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * A trained network that gives texts vectors which are near each other where the texts' meanings
 * are. This is what the adapters see.
 *
 * <p>Thread-safe: any number of threads may call one instance; when there are more than can be
 * computed at once, their texts share batches. The guarantee ends with {@link #close()}, which
 * frees native memory and must not race with a call.
 */
public interface SentenceEmbedder extends Predictor {
  /**
   * Embeds all texts in one call, which is faster than a call for each. A text that is too long for
   * the network loses its end, as in sentence-transformers, and the log tells it once.
   *
   * @param texts of any length, possibly empty
   * @return a vector of {@link #dimension()} numbers for each text, in order; it doesn't depend on
   *     the other texts
   * @throws IllegalStateException when the embedder is closed
   */
  float[][] embed(List<String> texts);

  /** Numbers of a vector. */
  int dimension();
}
