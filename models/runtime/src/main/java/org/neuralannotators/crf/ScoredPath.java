package org.neuralannotators.crf;

/**
 * A sequence of labels.
 *
 * @param labels a label for each token
 * @param score the sum of its emissions and transitions
 */
public record ScoredPath(int[] labels, double score) {}
