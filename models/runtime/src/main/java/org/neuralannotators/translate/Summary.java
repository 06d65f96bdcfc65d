package org.neuralannotators.translate;

/**
 * A shorter text that says what is in a longer one.
 *
 * @param text of a text in several windows the summaries of all of them, with spaces between
 * @param windows in which the text was read: 1 unless it is longer than the network reads, 0 of a
 *     blank one
 */
public record Summary(String text, int windows) {}
