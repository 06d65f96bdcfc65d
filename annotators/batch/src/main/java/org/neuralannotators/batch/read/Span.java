package org.neuralannotators.batch.read;

/** A part of a text in UTF-16 characters; the end is exclusive. */
public record Span(int begin, int end) {}
