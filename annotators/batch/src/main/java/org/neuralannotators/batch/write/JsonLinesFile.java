package org.neuralannotators.batch.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.neuralannotators.batch.read.LineReader;

/**
 * A file of JSON lines that grows in order under its temporary name. A run that goes on takes the
 * lines that are there already before it adds others. Not thread-safe.
 */
public final class JsonLinesFile implements Closeable {
  private final OutputFolder folder;
  private final Path name;
  private final boolean done;
  private InputStream earlier;
  private LineReader earlierLines;
  private long kept;
  private OutputStream output;
  private boolean broken;

  /**
   * Begins a file or goes on with it.
   *
   * @param modified when its source was changed
   */
  public JsonLinesFile(OutputFolder folder, Path name, Optional<FileTime> modified)
      throws IOException {
    this.folder = folder;
    this.name = name;
    this.done = folder.isCurrent(name, modified);
    Path part = OutputFolder.partOf(name);
    if (done || folder.isCurrent(part, modified)) {
      earlier = Files.newInputStream(folder.prepare(done ? name : part));
      earlierLines = new LineReader(earlier);
    }
  }

  /** The next line that was written before; empty when a new one is due. */
  public Optional<byte[]> nextEarlier() throws IOException {
    if (earlier == null) {
      return Optional.empty();
    }
    LineReader.Line line = earlierLines.next();
    if (line == null || !line.terminated()) {
      closeEarlier();
      return Optional.empty();
    }
    kept = line.end();
    return Optional.of(line.bytes());
  }

  /** Adds a line with its end. */
  public void append(byte[] line) throws IOException {
    if (done) {
      throw new IOException("[" + name + "] has fewer lines than its source; use --overwrite");
    }
    if (broken) {
      throw new IOException("[" + name + "] lacks a line before this one");
    }
    broken = true;
    open();
    output.write(line);
    broken = false;
  }

  private void open() throws IOException {
    if (output == null) {
      closeEarlier();
      Path part = folder.prepare(OutputFolder.partOf(name));
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.truncate(kept);
      }
      output = Files.newOutputStream(part, StandardOpenOption.APPEND);
    }
  }

  /** Gives the file its name when no line is missing. */
  public void publish() throws IOException {
    if (!done && !broken) {
      open();
      close();
      folder.publish(name);
    }
  }

  private void closeEarlier() throws IOException {
    if (earlier != null) {
      earlier.close();
      earlier = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeEarlier();
    if (output != null) {
      output.close();
    }
  }
}
