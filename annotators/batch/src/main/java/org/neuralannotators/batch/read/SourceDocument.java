package org.neuralannotators.batch.read;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A document to annotate.
 *
 * @param location where it comes from, for people
 * @param name its path below the folder of output, without the ending of a format
 * @param id its name in JSON lines and on pages
 * @param modified when it was changed last; empty when nobody knows
 */
public record SourceDocument(
    String location, Path name, String id, Optional<FileTime> modified, Content content) {
  /** Puts a document into a CAS. */
  public interface Content {
    LoadedDocument load(CasStore store) throws IOException;
  }

  /** The document of a file that is one; its content is read when it is loaded. */
  public static SourceDocument of(InputFile file, ReaderOptions options) throws IOException {
    String id = file.name().toString().replace('\\', '/');
    return new SourceDocument(
        file.location(), file.name(), id, file.modified(), content(file, options));
  }

  private static Content content(InputFile file, ReaderOptions options) {
    return switch (file.format()) {
      case TEXT ->
          store -> Contents.text(Utf8Text.decode(file.bytes(), file.location())).load(store);
      case CONLL, CONLLU -> store -> options.conll().read(file).load(store);
      case XMI -> new XmiContent(file, options.segments());
      case JSONL -> throw new IllegalArgumentException("[" + file + "] holds many documents");
    };
  }
}
