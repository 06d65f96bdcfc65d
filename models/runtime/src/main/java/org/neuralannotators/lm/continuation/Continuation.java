package org.neuralannotators.lm.continuation;

/**
 * How a text went on.
 *
 * @param text what comes behind the prompt; a character that isn't complete is left out at its end
 * @param reason why it ends
 * @param pieces how many the model made, the piece that ended the text among them
 * @param slid whether prompt and continuation were longer than the model reads at once, so that its
 *     last pieces were made without the oldest ones
 */
public record Continuation(String text, Reason reason, int pieces, boolean slid) {
  /** Why a text ends. */
  public enum Reason {
    /** The model ended it. */
    END,
    /** A stop string came next. */
    STOP,
    /** It has as many pieces as were asked for. */
    LENGTH
  }
}
