package org.neuralannotators.batch.read;

/**
 * A line of a CoNLL file.
 *
 * @param text the token, or of a line without one all of it
 */
public record ConllLine(boolean isToken, String text) {}
