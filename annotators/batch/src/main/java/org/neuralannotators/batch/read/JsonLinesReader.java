package org.neuralannotators.batch.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The documents of a file of JSON lines, one by one. A document's name is that of the file and then
 * the line and the id: no id can repeat another, climb out of the folder or be too long for the
 * file system. Not thread-safe.
 */
public final class JsonLinesReader {
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]");

  /** In code points; with four bytes each, a file system still takes the name. */
  private static final int LONGEST_ID = 40;

  private final LineReader lines;
  private final InputFile file;
  private final Optional<FileTime> modified;

  /**
   * A reader that doesn't close the stream.
   *
   * @param file what the stream reads
   */
  public JsonLinesReader(InputStream input, InputFile file) throws IOException {
    this.lines = new LineReader(input);
    this.file = file;
    this.modified = file.modified();
  }

  /** The next line that isn't blank, or null behind the last. */
  public LineReader.Line nextLine() throws IOException {
    LineReader.Line line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line;
  }

  /** Where a line is, for people. */
  public String location(LineReader.Line line) {
    return file.location() + " line [" + line.number() + "]";
  }

  /**
   * The document of a line; any thread may ask for it.
   *
   * @throws IOException saying what is wrong with the line; the reader goes on behind it
   */
  public SourceDocument document(LineReader.Line line) throws IOException {
    JsonDocument json = JsonDocument.parse(line);
    String number = Long.toString(line.number());
    String id = json.id() == null ? number : json.id();
    String name = json.id() == null ? number : number + "-" + fileName(id);
    return new SourceDocument(
        location(line),
        file.name().resolve(name),
        id,
        modified,
        Contents.inLanguage(
            json.language(),
            json.tokens() == null ? Contents.text(json.text()) : Contents.tokens(json.tokens())));
  }

  /** The id of a line that can't be read: its own as far as that can be told, else its number. */
  public String id(LineReader.Line line) {
    return JsonDocument.idOf(line).orElseGet(() -> Long.toString(line.number()));
  }

  private static String fileName(String id) {
    StringBuilder name = new StringBuilder();
    UNSAFE
        .matcher(id)
        .replaceAll("_")
        .codePoints()
        .limit(LONGEST_ID)
        .forEach(name::appendCodePoint);
    return name.toString();
  }
}
