package org.neuralannotators.bundle;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Replaces a file or a folder by a new one that is first written next to it. What isn't committed
 * is deleted on close.
 */
final class Replacement implements Closeable {
  private final Path target;
  private final Path temporary;
  private final Path old;

  /**
   * Prepares a replacement.
   *
   * @throws BundleException when the target is there but isn't a bundle: a folder of other things
   *     would be lost
   */
  Replacement(Path target, boolean file) throws IOException {
    boolean replaceable = file ? !Files.isDirectory(target) : isBundleOrEmpty(target);
    if (!replaceable) {
      throw new BundleException(
          "["
              + target
              + "] is there and no model bundle, so it isn't replaced; name another target"
              + " or delete it");
    }
    this.target = target;
    String unique = "." + target.getFileName() + "." + UUID.randomUUID();
    this.temporary = target.resolveSibling(unique + ".new");
    this.old = target.resolveSibling(unique + ".old");
    Files.createDirectories(target.getParent());
  }

  private static boolean isBundleOrEmpty(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.isRegularFile(folder.resolve(BundleSource.MANIFEST))) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  /** Where to write. */
  Path temporary() {
    return temporary;
  }

  /** Puts what was written in the target's place. */
  void commit() throws IOException {
    if (!Files.isDirectory(target)) {
      Files.move(temporary, target, ATOMIC_MOVE);
      return;
    }
    // A folder with content can't be replaced by one move.
    Files.move(target, old, ATOMIC_MOVE);
    try {
      Files.move(temporary, target, ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, target, ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  @Override
  public void close() throws IOException {
    delete(temporary);
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
