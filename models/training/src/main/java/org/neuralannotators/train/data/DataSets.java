package org.neuralannotators.train.data;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The data sets of a configuration.
 *
 * @param sets one for each configured set
 * @param <S> how a set is configured
 * @param <D> an item
 */
public record DataSets<S extends DataSource, D>(List<LoadedSet<S, D>> sets) {
  /** What is done with a part that isn't learnt from. */
  @FunctionalInterface
  public interface HeldOut<D> {
    void accept(String name, List<D> items);
  }

  /** A part of all sets. */
  public List<D> all(Function<LoadedSet<S, D>, List<D>> part) {
    return sets.stream().flatMap(set -> part.apply(set).stream()).toList();
  }

  /** What is learnt from. */
  public List<D> train() {
    return all(LoadedSet::train);
  }

  /** The sets that are learnt from. */
  public Stream<S> learnt() {
    return sets.stream().filter(set -> !set.train().isEmpty()).map(LoadedSet::source);
  }

  /** The mean of the development sets' scores; NaN without any. */
  public double meanOnDev(ToDoubleFunction<List<D>> score) {
    return sets.stream()
        .map(LoadedSet::dev)
        .filter(dev -> !dev.isEmpty())
        .mapToDouble(score)
        .average()
        .orElse(Double.NaN);
  }

  /** Each part that isn't learnt from, under its name for a manifest. */
  public void eachHeldOut(HeldOut<D> use) {
    for (LoadedSet<S, D> set : sets) {
      heldOut(set.source().name() + " dev", set.dev(), use);
      heldOut(set.source().name() + " test", set.test(), use);
    }
  }

  private void heldOut(String name, List<D> items, HeldOut<D> use) {
    if (!items.isEmpty()) {
      use.accept(name, items);
    }
  }
}
