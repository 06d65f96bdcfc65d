package org.neuralannotators.split;

/**
 * How a splitter is trained.
 *
 * @param tableSize weights of each of its two models, a power of two
 * @param epochs passes over the text
 * @param minimumSplits how often a word must be split, such as {@code can not}, to be learnt
 * @param tokenThreshold log-odds over which a token ends
 * @param sentenceThreshold log-odds over which a sentence ends
 * @param unmarkedThreshold the same behind a word or a comma within a line
 * @param seed of the order of the examples
 */
public record SplitterSettings(
    int tableSize,
    int epochs,
    int minimumSplits,
    double tokenThreshold,
    double sentenceThreshold,
    double unmarkedThreshold,
    long seed) {}
