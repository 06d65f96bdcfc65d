package org.neuralannotators.classify;

/**
 * A part of a context that answers a question.
 *
 * @param begin offset in the context, in UTF-16 units
 * @param end offset behind the answer
 * @param text the answer
 * @param confidence its probability among all answers that the network may give
 */
public record Answer(int begin, int end, String text, double confidence) {}
