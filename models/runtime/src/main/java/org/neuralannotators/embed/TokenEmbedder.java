package org.neuralannotators.embed;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * A trained network that gives each token of a sentence a vector. This is what the adapters see.
 *
 * <p>Thread-safe: any number of threads may call {@link #embed} on one instance. The guarantee ends
 * with {@link #close()}, which frees native memory and must not race with a call of {@code embed}.
 */
public interface TokenEmbedder extends Predictor {
  /**
   * The vectors of all tokens of a document, in one call, which is faster than a call for each
   * sentence.
   *
   * @param sentences the tokens of each sentence, as the framework split them; sentences and tokens
   *     may be empty. Blank tokens, such as a line feed, are passed over and get zeros; tokens that
   *     are escaped as in the Penn Treebank, such as {@code -LRB-}, are read as what they stand for
   * @return for each sentence, in order, an array [tokens][{@link #dimension()}]. A sentence's
   *     vectors do not depend on the other sentences, unless the embedder was asked to carry its
   *     state from sentence to sentence.
   * @throws IllegalStateException when the embedder is closed
   */
  List<float[][]> embed(List<? extends List<String>> sentences);

  /** How many numbers a vector has. */
  int dimension();
}
