package org.neuralannotators.batch.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files that the user names: files as they are, and below folders those whose names end as a
 * format's do. Links to folders aren't followed, so that a loop of links does no harm. Folders are
 * walked each time, nothing is kept; thread-safe.
 */
public final class Inputs {
  /** A folder of this name marks its parent as output, which isn't read unless it is named. */
  public static final String OUTPUT_MARK = ".annotate";

  /** The name that becomes the report's with the ending of a format. */
  private static final Path NAME_OF_REPORT = Path.of("report");

  private final List<Path> inputs;
  private final Optional<InputFormat> format;

  /** Takes what is found. */
  public interface Visitor {
    void file(InputFile file) throws IOException, InterruptedException;

    /** What can't be read, or would overwrite the output of another file. */
    void failed(DocumentFailure failure) throws IOException;
  }

  /**
   * Files and folders.
   *
   * @param format of all files; when it is empty, the endings of their names tell, and other files
   *     that are named are text
   */
  public Inputs(List<Path> inputs, Optional<InputFormat> format) {
    this.inputs = inputs.stream().distinct().toList();
    this.format = format;
  }

  /** Shows every file to the visitor, in the order of the file system. */
  public void forEach(Visitor visitor) throws IOException, InterruptedException {
    for (int i = 0; i < inputs.size(); i++) {
      Path input = inputs.get(i);
      if (input.equals(InputFile.STANDARD_INPUT)) {
        visitor.file(InputFile.standardInput(format.orElse(InputFormat.TEXT)));
      } else if (Files.isDirectory(input)) {
        walk(input, i, visitor);
      } else if (Files.exists(input)) {
        show(new InputFile(formatOf(input), input, input.getFileName()), i, visitor);
      } else {
        visitor.failed(new DocumentFailure(input.toString(), "[" + input + "] doesn't exist"));
      }
    }
  }

  /** How many documents there are; empty when standard input is among them. */
  public OptionalLong count() throws IOException, InterruptedException {
    if (inputs.contains(InputFile.STANDARD_INPUT)) {
      return OptionalLong.empty();
    }
    Counter counter = new Counter();
    forEach(counter);
    return OptionalLong.of(counter.documents);
  }

  private InputFormat formatOf(Path file) {
    return format.or(() -> InputFormat.of(file)).orElse(InputFormat.TEXT);
  }

  private boolean accepts(Path file) {
    return format.map(f -> f.accepts(file)).orElseGet(() -> InputFormat.of(file).isPresent());
  }

  private void walk(Path folder, int index, Visitor visitor)
      throws IOException, InterruptedException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
          if (!Files.exists(child.resolve(OUTPUT_MARK))) {
            walk(child, index, visitor);
          }
        } else if (accepts(child) && !Files.isDirectory(child)) {
          Path name = inputs.get(index).relativize(child);
          show(new InputFile(formatOf(child), child, name), index, visitor);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A visitor that can't go on fails here once more.
      visitor.failed(new DocumentFailure(folder.toString(), Reasons.of(e)));
    }
  }

  private void show(InputFile file, int index, Visitor visitor)
      throws IOException, InterruptedException {
    if (file.name().equals(NAME_OF_REPORT)) {
      fail(file, "its output would overwrite [report.json]; rename it", visitor);
      return;
    }
    Optional<Path> other = earlier(file.name(), index);
    if (other.isEmpty()) {
      visitor.file(file);
    } else if (!Files.isSameFile(other.get(), file.file())) {
      fail(
          file,
          "its output would overwrite that of ["
              + other.get()
              + "]; annotate the folder above both, or use another --out",
          visitor);
    }
  }

  private static void fail(InputFile file, String reason, Visitor visitor) throws IOException {
    visitor.failed(new DocumentFailure(file.location(), reason));
  }

  /** The file of the same name below an input that was named before. */
  private Optional<Path> earlier(Path name, int index) {
    for (Path input : inputs.subList(0, index)) {
      Path file = Files.isDirectory(input) ? input.resolve(name) : input;
      boolean sameName = file != input || input.getFileName().equals(name);
      if (sameName && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Counts without reading more than the lines of JSON lines. */
  private static final class Counter implements Visitor {
    private long documents;

    @Override
    public void file(InputFile file) {
      if (file.format() != InputFormat.JSONL) {
        documents++;
        return;
      }
      try (InputStream input = file.open()) {
        LineReader lines = new LineReader(input);
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
          documents += line.isBlank() ? 0 : 1;
        }
      } catch (IOException e) {
        documents++;
      }
    }

    @Override
    public void failed(DocumentFailure failure) {
      documents++;
    }
  }
}
