package org.neuralannotators.lm.continuation;

import java.util.List;
import java.util.function.Consumer;
import org.neuralannotators.model.Predictor;

/**
 * A language model that continues texts. This is what the adapters see.
 *
 * <p>Text that spells a special token is text. A text that grows longer than the model reads at
 * once slides: the model goes on from the last half of what it can read, and {@link
 * Continuation#slid} says so. Of a prompt that is too long the model reads as much.
 *
 * <p>Thread-safe: any number of threads may call one instance. The guarantee ends with {@link
 * #close()}, which frees native memory and must not race with a call.
 *
 * @see TextContinuers
 */
public interface TextContinuer extends Predictor {
  /**
   * Continues texts. All texts in one call are faster than a call for each.
   *
   * @param prompts may be empty where the model has a piece that begins or ends texts
   * @return for each prompt, in order, how it goes on, whatever other prompts there are
   * @throws IllegalStateException when the model is closed
   * @throws IllegalArgumentException for an empty prompt that nothing can stand for
   */
  List<Continuation> continueTexts(List<String> prompts, ContinuationOptions options);

  /**
   * Continues a text, and gives parts of it away as soon as they are certain: without characters
   * that aren't complete, or what may be the begin of a stop string. A beam search gives all at
   * once.
   *
   * @param listener gets the parts, which together are the continuation's text; it is called by the
   *     calling thread, and what it throws ends the call
   * @throws IllegalStateException when the model is closed
   * @throws IllegalArgumentException for an empty prompt that nothing can stand for
   */
  Continuation continueText(String prompt, ContinuationOptions options, Consumer<String> listener);
}
