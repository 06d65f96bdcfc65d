package org.neuralannotators.translate;

import java.util.Optional;

/**
 * A target for a source.
 *
 * @param text the target
 * @param score by which hypotheses of one source are compared: the higher, the better
 * @param logProbability of the target, given the source
 * @param alignment of its words to the source's; empty when nobody asked for it, or the network has
 *     no attention
 */
public record Hypothesis(
    String text, double score, double logProbability, Optional<Alignment> alignment) {}
