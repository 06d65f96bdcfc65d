package org.neuralannotators.corenlp;

/**
 * What isn't tagged, as in CoreNLP's own annotators.
 *
 * @param sentenceTokens sentences of more tokens
 * @param milliseconds what is left of a document when it has taken so long
 */
record TaggingLimits(int sentenceTokens, int milliseconds) {}
