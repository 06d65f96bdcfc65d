package org.neuralannotators.train.teach;

import java.util.List;

/**
 * A set to be taught.
 *
 * @param name for people
 * @param items what the teachers judge
 * @param <X> an item
 */
public record Lesson<X>(String name, List<X> items) {}
