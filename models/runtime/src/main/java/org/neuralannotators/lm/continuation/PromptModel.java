package org.neuralannotators.lm.continuation;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * A language model that is asked by prompts which share a long begin, such as instructions and
 * examples. What it reads of such a begin is kept, also from call to call, as long as there are
 * only a few; that changes no result.
 *
 * <p>Thread-safe: any number of threads may call one instance. The guarantee ends with {@link
 * #close()}, which frees native memory and must not race with a call.
 *
 * @see PromptModels
 */
public interface PromptModel extends Predictor {
  /**
   * How probable each of some continuations is behind each prompt.
   *
   * @param begin with which all prompts begin
   * @param prompts whole ones, the begin too
   * @param continuations such as the names of classes; white space at their begin counts
   * @return for each prompt, in order, the score of each continuation
   * @throws IllegalArgumentException for a prompt that is too long with a continuation, or empty,
   *     or an empty continuation
   * @throws IllegalStateException when the model is closed
   */
  List<List<ContinuationScore>> scores(
      String begin, List<String> prompts, List<String> continuations);

  /**
   * Continues texts, as {@link TextContinuer#continueTexts}.
   *
   * @param begin with which all prompts begin
   * @param prompts whole ones, the begin too
   */
  List<Continuation> continueTexts(String begin, List<String> prompts, ContinuationOptions options);

  /**
   * How many pieces are read of a prompt, and of the longest of its continuations.
   *
   * @param continuations none for the prompt alone
   */
  int length(String prompt, List<String> continuations);

  /** How many pieces are read at once, at most. */
  int maximumLength();

  /** Where each piece of a text ends, in UTF-16 units; rising. */
  int[] pieceEnds(String text);
}
