package org.neuralannotators.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How much of a set is learnt from in an epoch.
 *
 * @param share of the items, drawn anew for each epoch
 * @param limit most items of an epoch: the set is cut into equal parts at random, an epoch each,
 *     and anew when all have been seen; 0 for no limit
 */
public record Draw(double share, int limit) {
  /**
   * What a configuration says; null for what it doesn't say.
   *
   * @throws IllegalArgumentException naming the key
   */
  public static Draw of(Double share, Integer limit) {
    if (share != null && limit != null) {
      throw new IllegalArgumentException(
          "[data.sets.share] is [%s] and [data.sets.limit] is [%d]; expected one of them"
              .formatted(share, limit));
    }
    if (share != null && !(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "data.sets.share [" + share + "]; expected more than 0 and at most 1");
    }
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException(
          "[data.sets.limit] is [" + limit + "]; expected at least 1. Leave it out for all");
    }
    return new Draw(share == null ? 1 : share, limit == null ? 0 : limit);
  }

  /**
   * The items of an epoch, always the same for the same one.
   *
   * @param epoch from 0
   */
  public <E> List<E> of(List<E> items, long seed, int epoch) {
    int size = items.size();
    if (limit > 0 && size > limit) {
      int parts = (size + limit - 1) / limit;
      long part = epoch % parts;
      return shuffled(items, seed * 31 + epoch / parts)
          .subList((int) (part * size / parts), (int) ((part + 1) * size / parts));
    }
    return share < 1
        ? shuffled(items, seed * 31 + epoch).subList(0, (int) Math.ceil(share * size))
        : items;
  }

  private static <E> List<E> shuffled(List<E> items, long seed) {
    List<E> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
