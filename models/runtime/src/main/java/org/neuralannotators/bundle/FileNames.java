package org.neuralannotators.bundle;

import java.util.Arrays;

/** Which names a file of a bundle may have: relative, with slashes, and never out of the bundle. */
public final class FileNames {
  private FileNames() {}

  /** Whether a name is one of those. */
  public static boolean isSafe(String name) {
    return !name.isEmpty()
        && name.chars().noneMatch(c -> c == '\\' || c == ':' || c < ' ')
        && Arrays.stream(name.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  /**
   * Refuses a name of another kind.
   *
   * @param location of the bundle or archive, for the error
   */
  public static void requireSafe(String name, String location) throws BundleException {
    if (!isSafe(name)) {
      throw new BundleException(
          "Bundle ["
              + location
              + "] names a file ["
              + name
              + "] outside itself, expected a relative name; don't use this bundle");
    }
  }
}
