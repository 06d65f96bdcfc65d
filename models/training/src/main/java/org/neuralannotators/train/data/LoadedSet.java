package org.neuralannotators.train.data;

import java.util.List;

/**
 * The items of a data set; parts that the configuration doesn't name are empty.
 *
 * @param source its configuration
 * @param train learnt from
 * @param dev on which training stops
 * @param test scored at the end
 */
public record LoadedSet<S extends DataSource, D>(
    S source, List<D> train, List<D> dev, List<D> test) {}
