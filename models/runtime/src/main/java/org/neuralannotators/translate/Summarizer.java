package org.neuralannotators.translate;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * Makes texts shorter. Implementations are thread-safe, but for {@link #close()}, which must come
 * behind all other calls.
 *
 * <p>A text that is longer than the network reads is read in windows of whole sentences, which are
 * as even as they can be, and its summary is made of theirs; a sentence that is longer is split. A
 * blank text has the empty summary.
 *
 * @see Summarizers
 */
public interface Summarizer extends Predictor {
  /** The summary of each text. */
  List<Summary> summarize(List<String> texts);
}
