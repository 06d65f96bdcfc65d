package org.neuralannotators.batch.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  @TempDir private Path folder;

  private final List<InputFile> files = new ArrayList<>();
  private final List<DocumentFailure> failures = new ArrayList<>();

  @Test
  void takesNamedFilesWhateverTheirEnding() throws Exception {
    walk(file("notes.md"));
    assertThat(files)
        .containsExactly(
            new InputFile(InputFormat.TEXT, folder.resolve("notes.md"), Path.of("notes.md")));
  }

  @Test
  void theEndingTellsTheFormat() throws Exception {
    file("a.txt");
    file("b.CONLL");
    file("c.xmi");
    file("d.jsonl");
    file("e.ndjson");
    file("ignored.md");
    walk(folder);
    assertThat(files)
        .extracting(file -> file.format() + " " + file.name())
        .containsExactlyInAnyOrder(
            "TEXT a.txt", "CONLL b.CONLL", "XMI c.xmi", "JSONL d.jsonl", "JSONL e.ndjson");
  }

  @Test
  void aFormatThatIsGivenHoldsForAllFiles() throws Exception {
    file("in/a.txt");
    file("in/b.conll");
    List<Path> inputs = List.of(folder.resolve("in"), file("c.tsv"));
    walk(new Inputs(inputs, Optional.of(InputFormat.CONLL)));
    assertThat(files)
        .extracting(file -> file.format() + " " + file.name())
        .containsExactly("CONLL b.conll", "CONLL c.tsv");
  }

  @Test
  void namesWhatDoesNotExist() throws Exception {
    Path missing = folder.resolve("missing.txt");
    walk(missing);
    assertThat(failures)
        .containsExactly(
            new DocumentFailure(missing.toString(), "[" + missing + "] doesn't exist"));
  }

  @Test
  void refusesADocumentThatWouldOverwriteAnotherOrTheReport() throws Exception {
    walk(file("a/x.txt").getParent(), file("b/x.txt").getParent(), file("report"), file("c/x.txt"));

    assertThat(files).extracting(InputFile::file).containsExactly(folder.resolve("a/x.txt"));
    assertThat(failures)
        .extracting(DocumentFailure::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("[" + folder.resolve("a/x.txt") + "]"),
            reason -> assertThat(reason).contains("[report.json]"),
            reason -> assertThat(reason).contains("[" + folder.resolve("a/x.txt") + "]"));
  }

  @Test
  void whatIsNamedTwiceIsTakenOnce() throws Exception {
    Path file = file("a/x.txt");
    walk(file.getParent(), file, file);
    assertThat(files).hasSize(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void survivesALoopOfLinks() throws Exception {
    file("a/x.txt");
    Files.createSymbolicLink(folder.resolve("a/loop"), folder.resolve("a"));
    walk(folder);
    assertThat(files).hasSize(1);
  }

  @Test
  void outputInsideTheInputIsNotRead() throws Exception {
    file("a.txt");
    file("out/a.txt.txt");
    Files.createDirectories(folder.resolve("out").resolve(Inputs.OUTPUT_MARK));
    walk(folder);
    assertThat(files).extracting(InputFile::name).containsExactly(Path.of("a.txt"));
  }

  @Test
  void countsFilesAndLines() throws Exception {
    file("a.txt");
    Files.writeString(folder.resolve("b.jsonl"), "{}\n\nbroken\n{}");
    assertThat(new Inputs(List.of(folder, folder.resolve("missing")), Optional.empty()).count())
        .hasValue(5);
    assertThat(new Inputs(List.of(Path.of("-")), Optional.empty()).count()).isEmpty();
  }

  private void walk(Path... inputs) throws IOException, InterruptedException {
    walk(new Inputs(List.of(inputs), Optional.empty()));
  }

  private void walk(Inputs inputs) throws IOException, InterruptedException {
    inputs.forEach(
        new Inputs.Visitor() {
          @Override
          public void file(InputFile file) {
            files.add(file);
          }

          @Override
          public void failed(DocumentFailure failure) {
            failures.add(failure);
          }
        });
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
