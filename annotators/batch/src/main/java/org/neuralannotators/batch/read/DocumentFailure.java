package org.neuralannotators.batch.read;

/**
 * A document that was not annotated.
 *
 * @param document its file
 * @param reason one line for people
 */
public record DocumentFailure(String document, String reason) {}
