package org.neuralannotators.generate;

/**
 * A target that the search found.
 *
 * @param pieces without the end
 * @param score by which targets of a source are compared
 * @param logProbability of the pieces and the end
 * @param alignments to the source's pieces and its end, a row for each piece and the end; null when
 *     nobody asks for it
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoredTarget(
    int[] pieces, double score, double logProbability, float[][] alignments) {}
