package org.neuralannotators.lm.continuation;

/**
 * How probable a continuation is behind its prompt.
 *
 * @param logProbability the natural logarithms of its pieces' probabilities, added up
 * @param pieces how many these are, at least 1
 */
public record ContinuationScore(double logProbability, int pieces) {}
