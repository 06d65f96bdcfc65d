package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.util.CasIOUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.types.TypeNames;

class BatchAnnotatorTest {
  @TempDir private Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void keepsPathsAndWritesEachFormat() throws Exception {
    write("a.txt", "ADA LOVE met BOB .\nNobody left .");
    write("sub/b.TXT", "");
    write("sub/ignored.md", "ADA");

    BatchReport report = annotate(EnumSet.allOf(DocumentFormat.class), 1);

    assertThat(files())
        .containsExactly(
            "a.txt.conll",
            "a.txt.json",
            "a.txt.xmi",
            "report.json",
            "sub/b.TXT.conll",
            "sub/b.TXT.json",
            "sub/b.TXT.xmi");
    assertThat(report)
        .extracting(BatchReport::documents, BatchReport::tokens, BatchReport::entities)
        .containsExactly(2L, 8L, 2L);
    assertThat(out.resolve("a.txt.conll"))
        .hasContent(
            """
            ADA\tB-PER
            LOVE\tI-PER
            met\tO
            BOB\tB-PER
            .\tO

            Nobody\tO
            left\tO
            .\tO

            """);
    assertThat(Files.readString(out.resolve("a.txt.json")))
        .startsWith(
            "{\"text\":\"ADA LOVE met BOB .\\nNobody left .\",\"sentences\":[{\"begin\":0,\"end\":18}")
        .contains("{\"begin\":4,\"end\":8,\"tag\":\"I-PER\"}")
        .contains(
            "{\"begin\":0,\"end\":8,\"text\":\"ADA LOVE\",\"label\":\"PER\","
                + "\"confidence\":0.75,\"modelId\":\"fake\"}");
  }

  @Test
  void aBadDocumentIsNamedAndStopsNoOther() throws Exception {
    write("bomb.txt", FakeRecognizer.BOMB);
    write("good.txt", "ADA");
    Files.write(in.resolve("latin1.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Files.createSymbolicLink(in.resolve("dangling.txt"), in.resolve("nowhere"));

    BatchReport report = annotate(Set.of(DocumentFormat.JSON), 2);

    assertThat(report.documents()).isEqualTo(4);
    assertThat(report.failures())
        .extracting(DocumentFailure::reason)
        .containsExactlyInAnyOrder(
            "the fake was told to fail",
            "[" + in.resolve("latin1.txt") + "] isn't UTF-8 from byte [3] on; convert it first",
            "[" + in.resolve("dangling.txt") + "] doesn't exist");
    assertThat(files()).containsExactly("good.txt.json", "report.json");
    assertThat(Files.readString(out.resolve("report.json")))
        .contains("the fake was told to fail", "latin1.txt");
  }

  @Test
  void namesADocumentWhoseOutputCannotBeWritten() throws Exception {
    write("sub/a.txt", "ADA");
    Files.createDirectories(out);
    Files.writeString(out.resolve("sub"), "in the way");

    assertThat(annotate(Set.of(DocumentFormat.JSON), 1).failures())
        .singleElement()
        .extracting(DocumentFailure::reason)
        .isEqualTo("[" + out.resolve("sub") + "] exists and isn't a folder");
  }

  @Test
  void oddCharactersSurviveInEveryFormat() throws Exception {
    String text = "\uFEFFADA \0\u0001\u000B \uD83D\uDE00 \u05D0\u05D1 \uFFFE .";
    write("odd.txt", text);

    assertThat(annotate(EnumSet.allOf(DocumentFormat.class), 1).failures()).isEmpty();

    CAS cas =
        CasFactory.createCas(
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM));
    try (InputStream xmi = Files.newInputStream(out.resolve("odd.txt.xmi"))) {
      CasIOUtils.load(xmi, cas);
    }
    assertThat(cas.getDocumentText())
        .isEqualTo("ADA \uFFFD\uFFFD\uFFFD \uD83D\uDE00 \u05D0\u05D1 \uFFFD .");
    assertThat(Files.readAllLines(out.resolve("odd.txt.conll")))
        .contains("\uFFFD\uFFFD\uFFFD\tO", "\uD83D\uDE00\tO");
    assertThat(Files.readString(out.resolve("odd.txt.json"))).contains("\\u0000\\u0001\\u000B");
  }

  private BatchReport annotate(Set<DocumentFormat> formats, int threads) throws Exception {
    DocumentFinder finder = new DocumentFinder();
    finder.add(in);
    try (BatchAnnotator annotator =
        new BatchAnnotator(FakeRecognizer.description(), "en", threads, out, formats)) {
      BatchReport report = annotator.annotate(finder.documents(), finder.failures());
      annotator.write(report);
      return report;
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(out)) {
      return all.filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
