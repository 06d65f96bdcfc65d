package org.neuralannotators.tagger;

import java.util.List;
import org.neuralannotators.label.Tagging;
import org.neuralannotators.model.Predictor;

/**
 * A trained network that gives each token of a sentence a tag. This is what the adapters see.
 *
 * <p>Thread-safe: any number of threads may call {@link #tag} on one instance; when there are more
 * than can be computed at once, their sentences share batches. The guarantee ends with {@link
 * #close()}, which frees native memory and must not race with a call of {@code tag}.
 */
public interface SequenceTagger extends Predictor {
  /**
   * Tags all sentences of a document in one call, which is faster than a call for each.
   *
   * @param sentences the tokens of each sentence, as the framework split them; sentences and tokens
   *     may be empty. Blank tokens are passed over, see {@link Tagging}; tokens that are escaped as
   *     in the Penn Treebank, such as {@code -LRB-}, are read as what they stand for
   * @return one tagging for each sentence, in order, with one tag for each token. A sentence's
   *     tagging does not depend on the other sentences, unless the model was trained to read its
   *     neighbours as context.
   * @throws IllegalStateException when the tagger is closed
   */
  List<Tagging> tag(List<? extends List<String>> sentences);
}
