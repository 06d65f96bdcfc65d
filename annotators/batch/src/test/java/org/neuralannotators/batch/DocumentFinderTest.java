package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFinderTest {
  @TempDir private Path folder;

  private final DocumentFinder finder = new DocumentFinder();

  @Test
  void takesNamedFilesWhateverTheirEnding() throws IOException {
    finder.add(file("notes.md"));
    assertThat(finder.documents())
        .containsExactly(new SourceDocument(folder.resolve("notes.md"), Path.of("notes.md")));
  }

  @Test
  void namesWhatDoesNotExist() throws IOException {
    Path missing = folder.resolve("missing.txt");
    finder.add(missing);
    assertThat(finder.failures())
        .containsExactly(
            new DocumentFailure(missing.toString(), "[" + missing + "] doesn't exist"));
  }

  @Test
  void refusesADocumentThatWouldOverwriteAnotherOrTheReport() throws IOException {
    finder.add(file("a/x.txt").getParent());
    finder.add(file("b/x.txt").getParent());
    finder.add(file("report"));

    assertThat(finder.documents()).hasSize(1);
    assertThat(finder.failures())
        .extracting(DocumentFailure::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("[" + folder.resolve("a/x.txt") + "]"),
            reason -> assertThat(reason).contains("[report.json]"));
  }

  @Test
  void survivesALoopOfLinks() throws IOException {
    file("a/x.txt");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder.resolve("a"));
    finder.add(folder);
    assertThat(finder.documents()).hasSize(1);
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
