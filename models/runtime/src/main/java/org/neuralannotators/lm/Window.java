package org.neuralannotators.lm;

/**
 * Some steps of a stream.
 *
 * @param state of the stream, for all of its windows the same object
 * @param forward what is read from left to right, to predict the next token
 * @param backward what is read from right to left, to predict the one before: sentence by sentence
 *     in the same order, each reversed (as bilm-tf has it); null when the network has one direction
 */
public record Window(StreamState state, Reading forward, Reading backward) {
  /**
   * What is read in one direction.
   *
   * @param inputs what the network reads at each step
   * @param targets the token that comes then
   */
  public record Reading(int[] inputs, int[] targets) {}

  /** Steps in each direction. */
  public int length() {
    return forward.inputs.length;
  }
}
