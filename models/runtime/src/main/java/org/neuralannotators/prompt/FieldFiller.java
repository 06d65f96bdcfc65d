package org.neuralannotators.prompt;

import java.util.List;
import org.neuralannotators.model.Predictor;

/**
 * A language model that writes something about each text, as a prompt asks for. This is what the
 * adapters see.
 *
 * <p>Thread-safe: any number of threads may call one instance. The guarantee ends with {@link
 * #close()}, which frees native memory and must not race with a call.
 *
 * @see PromptPredictors
 */
public interface FieldFiller extends Predictor {
  /**
   * Fills the field of all texts in one call, which is faster than a call for each.
   *
   * @param texts of any length; what is done with long ones, the prompt says
   * @return for each text, in order, what its field has, without white space around it; possibly
   *     empty
   * @throws IllegalStateException when the model is closed
   * @throws IllegalArgumentException for a text that is too long, where the prompt says so
   */
  List<String> fill(List<String> texts);
}
