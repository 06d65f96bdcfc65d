package org.neuralannotators.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neuralannotators.train.config.ConfigurationException;

/**
 * The files of a data set.
 *
 * @param folder that their paths start from
 * @param set its name
 * @param format reads a file
 * @param <D> an item
 */
public record DataFiles<D>(Path folder, String set, Format<D> format) {
  /** Reads the items of a file. */
  @FunctionalInterface
  public interface Format<D> {
    List<D> read(Path file) throws IOException;
  }

  /**
   * The items of a file.
   *
   * @param key of the file, such as {@code dev}
   * @param file none when it is null
   * @throws ConfigurationException when it has none
   */
  public List<D> read(String key, String file) throws IOException {
    if (file == null) {
      return List.of();
    }
    Path path = folder.resolve(file);
    return requireAny(format.read(path), key, set, path);
  }

  /**
   * What was read from a file that the configuration names.
   *
   * @param key of the file, such as {@code dev}
   * @param set its name
   * @throws ConfigurationException when it is nothing, which would pass for a file that isn't named
   */
  public static <T> List<T> requireAny(List<T> items, String key, String set, Object file) {
    if (items.isEmpty()) {
      throw new ConfigurationException(
          "[data.sets.%s] of the set [%s] is [%s], which has no data; expected some. Leave the key out if there is none"
              .formatted(key, set, file));
    }
    return items;
  }
}
