package org.neuralannotators.translate;

/**
 * A text and another that belongs to it, such as its translation.
 *
 * @param source from which
 * @param target to which
 */
public record ParallelText(String source, String target) {}
