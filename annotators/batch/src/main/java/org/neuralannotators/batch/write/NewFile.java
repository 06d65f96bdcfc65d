package org.neuralannotators.batch.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that has another name until it is whole; then it replaces an old one. {@link #close()}
 * deletes what wasn't published.
 */
public final class NewFile implements Closeable {
  private final Path target;
  private final Path part;

  /**
   * Makes the folder, if it isn't there.
   *
   * @throws IOException when the file is itself a folder
   */
  public NewFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("[" + file + "] is a folder; expected the name of a file");
    }
    target = file.toAbsolutePath();
    part = OutputFolder.partOf(target);
    Files.createDirectories(target.getParent());
  }

  /** Where to write. */
  public Path part() {
    return part;
  }

  /** Gives the file its name: it is whole. */
  public void publish() throws IOException {
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(part);
  }
}
