package org.neuralannotators.batch.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.neuralannotators.batch.read.Inputs;

/**
 * A folder whose files are whole or absent: each is written under a temporary name, then moved. It
 * remembers the settings of its files, so that a run that was stopped can go on: what is there and
 * newer than the settings is done. One run at a time has the folder, and closes it. Thread-safe as
 * long as no two threads write one name.
 */
public final class OutputFolder implements Closeable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PART = ".part";
  private static final Path SETTINGS = Path.of(Inputs.OUTPUT_MARK, "settings.json");
  private static final Path LOCK = Path.of(Inputs.OUTPUT_MARK, "lock");

  private final Path root;
  private final FolderLock lock;
  private final FileTime begun;

  /** Writes one file. */
  public interface Content {
    void writeTo(OutputStream output) throws IOException;
  }

  /**
   * Takes a folder, which is made if it doesn't exist.
   *
   * @param settings what the content of files depends on
   * @param overwrite forget what was done
   * @throws OutputFolderException when another run has it, or it was made with other settings
   */
  public OutputFolder(Path root, JsonNode settings, boolean overwrite) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve(Inputs.OUTPUT_MARK));
    this.lock = FolderLock.take(root, root.resolve(LOCK));
    try {
      Optional<JsonNode> earlier = overwrite ? Optional.empty() : settings();
      if (earlier.isEmpty()) {
        write(SETTINGS, output -> output.write(JSON.writeValueAsBytes(settings)));
      } else if (!earlier.get().equals(settings)) {
        throw new OutputFolderException(
            "["
                + root
                + "] was made with other settings: "
                + SettingsDifference.of(earlier.get(), settings)
                + "; choose another --out, or --overwrite to annotate all anew");
      }
      this.begun = Files.getLastModifiedTime(root.resolve(SETTINGS));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private Optional<JsonNode> settings() throws IOException {
    try {
      return Optional.of(JSON.readTree(Files.readAllBytes(root.resolve(SETTINGS))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Writes a file, or leaves the old one as it is. */
  public void write(Path name, Content content) throws IOException {
    Path temporary = prepare(partOf(name));
    try {
      try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(output);
      }
      publish(name);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Begins a file that takes a while, and deletes the old one.
   *
   * @return the stream, to be closed before the file is {@linkplain #publish published}
   */
  public OutputStream begin(Path name) throws IOException {
    OutputStream output = new BufferedOutputStream(Files.newOutputStream(prepare(partOf(name))));
    Files.deleteIfExists(root.resolve(name));
    return output;
  }

  /** The name under which a file is written. */
  static Path partOf(Path name) {
    return name.resolveSibling(name.getFileName() + PART);
  }

  /** Where a file is, in a folder that is there. */
  Path prepare(Path name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Gives a file its name: it is whole. */
  public void publish(Path name) throws IOException {
    Files.move(root.resolve(partOf(name)), root.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Whether a file was written with the current settings.
   *
   * @param modified when its source was changed; of unknown sources no file is current
   */
  public boolean isCurrent(Path name, Optional<FileTime> modified) throws IOException {
    if (modified.isEmpty()) {
      return false;
    }
    try {
      FileTime written = Files.getLastModifiedTime(root.resolve(name));
      return written.compareTo(begun) >= 0 && written.compareTo(modified.get()) >= 0;
    } catch (FileSystemException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
