package org.neuralannotators.batch.read;

/**
 * How documents are read.
 *
 * @param conll columns of CoNLL files
 * @param segments types of sentences and tokens in XMI
 */
public record ReaderOptions(ConllReader conll, SegmentTypes segments) {}
