package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.uima.UimaContext;
import org.apache.uima.cas.CAS;
import org.apache.uima.fit.component.CasAnnotator_ImplBase;
import org.apache.uima.fit.descriptor.ConfigurationParameter;
import org.apache.uima.fit.factory.AnalysisEngineFactory;
import org.apache.uima.fit.factory.CasFactory;
import org.apache.uima.fit.factory.TypeSystemDescriptionFactory;
import org.apache.uima.resource.ResourceInitializationException;
import org.apache.uima.util.CasIOUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.write.DocumentFormat;
import org.neuralannotators.batch.write.OutputFolderException;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.types.TypeNames;

class BatchAnnotatorTest {
  @TempDir private Path folder;
  private Batch batch;

  @BeforeEach
  void makeFolders() throws Exception {
    batch = new Batch(folder);
  }

  @Test
  void keepsPathsAndWritesEachFormat() throws Exception {
    batch.formats = EnumSet.allOf(DocumentFormat.class);
    batch.write("a.txt", "ADA LOVE met BOB .\nNobody left .");
    batch.write("sub/b.TXT", "");
    batch.write("sub/ignored.md", "ADA");

    BatchReport report = batch.annotate();

    assertThat(batch.files())
        .containsExactly(
            "a.txt.ann",
            "a.txt.conll",
            "a.txt.html",
            "a.txt.json",
            "a.txt.jsonl",
            "a.txt.txt",
            "a.txt.xmi",
            "report.json",
            "sub/b.TXT.ann",
            "sub/b.TXT.conll",
            "sub/b.TXT.html",
            "sub/b.TXT.json",
            "sub/b.TXT.jsonl",
            "sub/b.TXT.txt",
            "sub/b.TXT.xmi");
    assertThat(report)
        .extracting(BatchReport::documents, BatchReport::tokens, BatchReport::entities)
        .containsExactly(2L, 8L, 2L);
    assertThat(batch.output("a.txt.conll"))
        .isEqualTo(
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
    assertThat(batch.output("a.txt.json"))
        .startsWith(
            "{\"text\":\"ADA LOVE met BOB .\\nNobody left .\",\"sentences\":[{\"begin\":0,\"end\":18}")
        .contains("{\"begin\":4,\"end\":8,\"tag\":\"I-PER\"}")
        .contains(
            "{\"begin\":0,\"end\":8,\"text\":\"ADA LOVE\",\"label\":\"PER\","
                + "\"confidence\":0.75,\"modelId\":\"fake\"}");
    assertThat(batch.output("a.txt.jsonl"))
        .isEqualTo(
            "{\"id\":\"a.txt\",\"entities\":["
                + "{\"begin\":0,\"end\":8,\"text\":\"ADA LOVE\",\"label\":\"PER\",\"confidence\":0.75},"
                + "{\"begin\":13,\"end\":16,\"text\":\"BOB\",\"label\":\"PER\",\"confidence\":0.75}]}\n");
  }

  @Test
  void aBadDocumentIsNamedAndStopsNoOther() throws Exception {
    batch.threads = 2;
    batch.write("bomb.txt", FakeRecognizer.BOMB);
    batch.write("good.txt", "ADA");
    Path latin1 = batch.write("latin1.txt", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Path dangling = Files.createSymbolicLink(batch.in.resolve("dangling.txt"), folder.resolve("x"));

    BatchReport report = batch.annotate();

    assertThat(report.documents()).isEqualTo(4);
    assertThat(report.failed()).isEqualTo(3);
    assertThat(batch.reasons())
        .containsExactlyInAnyOrder(
            "the fake was told to fail",
            "[" + latin1 + "] isn't UTF-8 from byte [3] on; convert it first",
            "[" + dangling + "] doesn't exist");
    assertThat(batch.files()).containsExactly("good.txt.json", "report.json");
    assertThat(batch.output("report.json"))
        .contains("the fake was told to fail", "latin1.txt", "\"failed\" : 3");
  }

  @Test
  void namesADocumentWhoseOutputCannotBeWritten() throws Exception {
    batch.write("sub/a.txt", "ADA");
    Files.createDirectories(batch.out);
    Files.writeString(batch.out.resolve("sub"), "in the way");

    batch.annotate();

    assertThat(batch.reasons())
        .containsExactly("[" + batch.out.resolve("sub") + "] exists and isn't a folder");
  }

  @Test
  void oddCharactersSurviveInEveryFormat() throws Exception {
    batch.formats = EnumSet.allOf(DocumentFormat.class);
    batch.write("odd.txt", "\uFEFFADA \0\u0001\u000B \uD83D\uDE00 \u05D0\u05D1 \uFFFE .");

    batch.annotate();

    assertThat(batch.failures).isEmpty();
    CAS cas =
        CasFactory.createCas(
            TypeSystemDescriptionFactory.createTypeSystemDescription(TypeNames.TYPE_SYSTEM));
    try (InputStream xmi = Files.newInputStream(batch.out.resolve("odd.txt.xmi"))) {
      CasIOUtils.load(xmi, cas);
    }
    assertThat(cas.getDocumentText())
        .isEqualTo("ADA \uFFFD\uFFFD\uFFFD \uD83D\uDE00 \u05D0\u05D1 \uFFFD .");
    assertThat(batch.output("odd.txt.conll").lines())
        .contains("\uFFFD\uFFFD\uFFFD\tO", "\uD83D\uDE00\tO");
    assertThat(batch.output("odd.txt.json")).contains("\\u0000\\u0001\\u000B");
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws Exception {
    batch.formats = EnumSet.of(DocumentFormat.JSON, DocumentFormat.BRAT);
    batch.write("a.txt", "ADA");
    batch.write("b.txt", "BOB");
    batch.write("bomb.txt", FakeRecognizer.BOMB);
    batch.annotate();
    Files.delete(batch.out.resolve("b.txt.ann"));
    Files.writeString(batch.out.resolve("a.txt.json"), "left alone");

    BatchReport report = batch.annotate();

    assertThat(report)
        .extracting(BatchReport::annotated, BatchReport::skipped, BatchReport::failed)
        .containsExactly(1L, 1L, 1L);
    assertThat(batch.reasons()).containsExactly("the fake was told to fail");
    assertThat(batch.output("a.txt.json")).isEqualTo("left alone");
    assertThat(batch.files()).contains("b.txt.ann");
  }

  @Test
  void aDocumentThatChangedIsDoneAgain() throws Exception {
    Path file = batch.write("a.txt", "ADA");
    batch.annotate();
    Files.writeString(file, "BOB");
    Files.setLastModifiedTime(
        batch.out.resolve("a.txt.json"),
        FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() - 1000));

    assertThat(batch.annotate().annotated()).isEqualTo(1);
    assertThat(batch.output("a.txt.json")).contains("BOB");
  }

  @Test
  void otherSettingsAreRefusedUnlessAllIsOverwritten() throws Exception {
    batch.write("a.txt", "ADA");
    batch.annotate();
    batch.formats = EnumSet.of(DocumentFormat.JSON, DocumentFormat.HTML);

    assertThatThrownBy(batch::annotate)
        .isInstanceOf(OutputFolderException.class)
        .hasMessageContaining("[formats] was [[\"JSON\"]], is [[\"JSON\",\"HTML\"]]")
        .hasMessageContaining("--overwrite");

    batch.overwrite = true;
    assertThat(batch.annotate().annotated()).isEqualTo(1);
    batch.overwrite = false;
    assertThat(batch.annotate().skipped()).isEqualTo(1);
  }

  @Test
  void aRunThatOverwritesAndIsStoppedLeavesNothingOldBehind() throws Exception {
    batch.write("a.txt", "ADA");
    batch.annotate();
    batch.formats = Set.of(DocumentFormat.JSON, DocumentFormat.HTML);
    batch.overwrite = true;
    batch.annotator().close();

    batch.overwrite = false;
    assertThat(batch.annotate().annotated()).isEqualTo(1);
  }

  @Test
  void aFolderBelongsToOneRun() throws Exception {
    batch.write("a.txt", "ADA");
    try (BatchAnnotator first = batch.annotator()) {
      assertThat(first).isNotNull();
      assertThatThrownBy(batch::annotate)
          .isInstanceOf(OutputFolderException.class)
          .hasMessageContaining("[" + batch.out + "] is being written by another run")
          .hasMessageContaining("[" + ProcessHandle.current().pid() + "]");
    }
    assertThat(batch.annotate().annotated()).isEqualTo(1);
  }

  @Test
  void aLockThatADeadProcessLeftIsNoObstacle() throws Exception {
    batch.write("a.txt", "ADA");
    Files.createDirectories(batch.out.resolve(".annotate"));
    Files.writeString(batch.out.resolve(".annotate/lock"), "999999999999");

    assertThat(batch.annotate().annotated()).isEqualTo(1);
  }

  /** An engine that counts those that are open, or doesn't start. */
  public static final class Counted extends CasAnnotator_ImplBase {
    private static int open;

    @ConfigurationParameter(name = "starts")
    private boolean starts;

    @Override
    public void initialize(UimaContext context) throws ResourceInitializationException {
      super.initialize(context);
      if (!starts) {
        throw new ResourceInitializationException();
      }
      open++;
    }

    @Override
    public void process(CAS cas) {
      throw new IllegalStateException("there are no documents");
    }

    @Override
    public void destroy() {
      open--;
    }

    static AnnotationSteps.ModelStep step(boolean starts) throws ResourceInitializationException {
      return new AnnotationSteps.ModelStep(
          AnalysisEngineFactory.createEngineDescription(Counted.class, "starts", starts),
          FakeRecognizer.PERSONS,
          FakeRecognizer.languageCheck("fake", LanguageMismatch.WARN, warning -> {}));
    }
  }

  @Test
  void enginesThatStartedAreFreedWhereOneDoesNot() throws Exception {
    batch.models = List.of(Counted.step(true), Counted.step(false));
    assertThatThrownBy(batch::annotate).isInstanceOf(ResourceInitializationException.class);
    assertThat(Counted.open).isZero();
  }

  @Test
  void failuresAreNamedByTheirDocument() throws Exception {
    Path bomb = batch.write("bomb.txt", FakeRecognizer.BOMB);
    batch.annotate();
    assertThat(batch.failures)
        .containsExactly(new DocumentFailure(bomb.toString(), "the fake was told to fail"));
  }

  @Test
  void namesThatDifferInTheirEndingGetFilesOfTheirOwn() throws Exception {
    batch.formats = EnumSet.allOf(DocumentFormat.class);
    batch.write("a.txt", "ADA");
    batch.write("a.txt.txt", "BOB");
    batch.write("a.conll", "EVE\n");
    batch.write("a.jsonl", "{\"text\":\"JOE\"}\n");

    assertThat(batch.annotate().annotated()).isEqualTo(4);
    assertThat(batch.files()).hasSize(4 * 7 + 1);
    assertThat(batch.output("a.txt.txt")).isEqualTo("ADA");
    assertThat(batch.output("a.txt.txt.txt")).isEqualTo("BOB");
    assertThat(batch.output("a.conll.conll")).isEqualTo("EVE\tB-PER\n");
    assertThat(batch.output("a.jsonl/1.txt")).isEqualTo("JOE");
  }
}
