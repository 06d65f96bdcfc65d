package org.neuralannotators.lm;

import java.util.List;

/**
 * A text whose sentences follow each other.
 *
 * @param sentences the tokens of each, words or characters
 */
public record Document(List<List<String>> sentences) {}
