package org.neuralannotators.classify;

/**
 * Two texts of which a relation is asked, such as a premise and a hypothesis.
 *
 * @param first the first
 * @param second the second
 */
public record TextPair(String first, String second) {}
