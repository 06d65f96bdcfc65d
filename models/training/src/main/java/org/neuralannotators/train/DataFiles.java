package org.neuralannotators.train;

import java.util.List;

/** What holds for the files of all data sets. */
final class DataFiles {
  private DataFiles() {}

  /**
   * What was read from a file that the configuration names.
   *
   * @param key of the file, such as {@code dev}
   * @param set its name
   * @throws ConfigurationException when it is nothing, which would pass for a file that isn't named
   */
  static <T> List<T> requireAny(List<T> items, String key, String set, Object file) {
    if (items.isEmpty()) {
      throw new ConfigurationException(
          "[data.sets.%s] of the set [%s] is [%s], which has no data; expected some. Leave the key out if there is none"
              .formatted(key, set, file));
    }
    return items;
  }
}
