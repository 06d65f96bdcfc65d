package org.neuralannotators.batch.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.neuralannotators.batch.read.SourceDocument;

/** The files that a document gets: one or two of each format. Thread-safe as the folder is. */
public final class DocumentFiles {
  private final OutputFolder folder;
  private final Set<DocumentFormat> formats;

  public DocumentFiles(OutputFolder folder, Set<DocumentFormat> formats) {
    this.folder = folder;
    this.formats = Collections.unmodifiableSet(new TreeSet<>(formats));
  }

  /** Whether all files are there, whole and current. */
  public boolean areDone(SourceDocument document) throws IOException {
    for (DocumentFormat format : formats) {
      for (DocumentFormat.OutputFile file : format.files()) {
        if (!folder.isCurrent(name(document, file), document.modified())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Writes all files, each of which replaces the one that was there. */
  public void write(SourceDocument document, DocumentResult result) throws IOException {
    for (DocumentFormat format : formats) {
      for (DocumentFormat.OutputFile file : format.files()) {
        folder.write(name(document, file), output -> file.writer().write(result, output));
      }
    }
  }

  private static Path name(SourceDocument document, DocumentFormat.OutputFile file) {
    return document.name().resolveSibling(document.name().getFileName() + file.extension());
  }
}
