package org.neuralannotators.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.batch.read.DocumentFailure;
import org.neuralannotators.batch.write.DocumentFormat;

class JsonLinesBatchTest {
  private static final String ADA =
      "[{\"begin\":0,\"end\":3,\"text\":\"ADA\",\"label\":\"PER\",\"confidence\":0.75}]}\n";

  @TempDir private Path folder;
  private Batch batch;

  @BeforeEach
  void makeFolders() throws Exception {
    batch = new Batch(folder);
    batch.formats = EnumSet.of(DocumentFormat.JSONL);
  }

  @Test
  void aLineForEachDocumentInTheirOrder() throws Exception {
    batch.threads = 3;
    StringBuilder lines = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.append("{\"id\":" + i + ",\"text\":\"ADA " + "word ".repeat(i % 40) + "\"}\n");
      expected.add("{\"id\":\"" + i + "\",\"entities\":" + ADA.strip());
    }
    batch.write("a.jsonl", lines.toString());

    assertThat(batch.annotate().annotated()).isEqualTo(500);
    assertThat(batch.files()).containsExactly("a.jsonl.jsonl", "report.json");
    assertThat(batch.output("a.jsonl.jsonl").lines()).containsExactlyElementsOf(expected);
  }

  @Test
  void aBadLineIsNamedAndStopsNoOther() throws Exception {
    batch.write(
        "a.jsonl",
        """
        {"id":"one","text":"ADA"}
        {"id":"two","text":

        {"id":"four"}
        [1]
        {"id":{},"text":"ADA"}
        {"id":"seven","text":7}
        {"id":"eight","text":"BOOM"}
        {"id":"nine","tokens":["ADA"]}
        {"id":"ten","text":"ADA"} {"id":"again","text":"ADA"}
        {"id":"eleven","text":"ADA ","other":[null]}\
        """);

    assertThat(batch.annotate().annotated()).isEqualTo(2);
    assertThat(batch.failures)
        .extracting(DocumentFailure::document)
        .map(document -> document.replaceAll(".* line ", ""))
        .containsExactly("[2]", "[4]", "[5]", "[6]", "[7]", "[8]", "[9]", "[10]");
    assertThat(batch.reasons())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("not JSON at column"),
            reason -> assertThat(reason).contains("no [text]"),
            reason -> assertThat(reason).contains("expected a JSON object, found [ARRAY]"),
            reason -> assertThat(reason).contains("[id] is [OBJECT]"),
            reason -> assertThat(reason).contains("[text] is [NUMBER]"),
            reason -> assertThat(reason).contains("the fake was told to fail"),
            reason -> assertThat(reason).contains("[tokens] isn't a list of sentences"),
            reason -> assertThat(reason).contains("not JSON"));
    assertThat(batch.output("a.jsonl.jsonl").lines())
        .hasSize(10)
        .contains(
            "{\"id\":\"one\",\"entities\":" + ADA.strip(),
            "{\"id\":\"four\",\"error\":\"no [text]; expected {\\\"id\\\": ..., \\\"text\\\":"
                + " ...}\"}",
            "{\"id\":\"eight\",\"error\":\"the fake was told to fail\"}");
  }

  @Test
  void aLineThatFailsKeepsItsId() throws Exception {
    batch.write(
        "a.jsonl",
        """
        {"id":"two","text":
        {"text":"ADA"
        {"id":"seven","text":7}
        {"tokens":["ADA"],"other":{"id":"no"},"id":8}
        {"id":null,"text":7}
        {"id":{},"text":"ADA"}
        ["id"]
        {"id":"ten","text":"ADA"} {"id":"again","text":"ADA"}
        """);
    batch.annotate();
    assertThat(batch.output("a.jsonl.jsonl").lines())
        .extracting(line -> line.replaceAll(",\"error.*", ""))
        .containsExactly(
            "{\"id\":\"two\"",
            "{\"id\":\"2\"",
            "{\"id\":\"seven\"",
            "{\"id\":\"8\"",
            "{\"id\":\"5\"",
            "{\"id\":\"6\"",
            "{\"id\":\"7\"",
            "{\"id\":\"ten\"");
  }

  @Test
  void aLineThatFailsBehindAByteOrderMarkKeepsItsId() throws Exception {
    batch.write("a.jsonl", "\uFEFF{\"id\":\"one\",\"text\":7}\n");
    batch.annotate();
    assertThat(batch.output("a.jsonl.jsonl")).startsWith("{\"id\":\"one\",\"error\":");
  }

  @Test
  void aLineThatIsNotUtf8IsNamedAndStopsNoOther() throws Exception {
    batch.write(
        "a.jsonl",
        "{\"text\":\"caf\u00e9\"}\n{\"text\":\"ADA\"}\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(batch.annotate().annotated()).isEqualTo(1);
    assertThat(batch.reasons())
        .containsExactly("[line 1] isn't UTF-8 from byte [12] on; convert it first");
    assertThat(batch.output("a.jsonl.jsonl")).endsWith("{\"id\":\"2\",\"entities\":" + ADA);
  }

  @Test
  void idsNeitherClimbNorRepeatNorOverflowInNames() throws Exception {
    batch.formats = EnumSet.of(DocumentFormat.JSON);
    batch.write(
        "a.jsonl",
        "{\"id\":\"../../x\",\"text\":\"1\"}\n{\"id\":\"same\",\"text\":\"2\"}\n"
            + "{\"id\":\"same\",\"text\":\"3\"}\n{\"text\":\"4\"}\n{\"id\":\""
            + "y".repeat(5000)
            + "\",\"text\":\"5\"}\n{\"id\":\"/etc/\\u0000\",\"text\":\"6\"}\n");

    assertThat(batch.annotate().annotated()).isEqualTo(6);
    assertThat(batch.files())
        .containsExactly(
            "a.jsonl/1-.._.._x.json",
            "a.jsonl/2-same.json",
            "a.jsonl/3-same.json",
            "a.jsonl/4.json",
            "a.jsonl/5-" + "y".repeat(40) + ".json",
            "a.jsonl/6-_etc__.json",
            "report.json");
    assertThat(batch.annotate().skipped()).isEqualTo(6);
  }

  @Test
  void givenTokensAreKept() throws Exception {
    batch.formats = EnumSet.of(DocumentFormat.CONLL);
    batch.write(
        "a.jsonl",
        """
        {"tokens":[["ADA","met","no-","body"],[],["New York","",""]]}
        {"text":" (ADA)met\\u00a0BOB\\n\\nhere","tokens":[["(","ADA",")","met"],["BOB","here"]]}
        {"text":"ADA met","tokens":[["ADA","left"]]}
        """);

    batch.annotate();

    assertThat(batch.output("a.jsonl/1.conll"))
        .isEqualTo("ADA\tB-PER\nmet\tO\nno-\tO\nbody\tO\n\nNew York\tO\n\uFFFD\tO\n\uFFFD\tO\n\n");
    assertThat(batch.output("a.jsonl/2.conll"))
        .isEqualTo("(\tO\nADA\tB-PER\n)\tO\nmet\tO\n\nBOB\tB-PER\nhere\tO\n\n");
    assertThat(batch.reasons())
        .singleElement()
        .asString()
        .contains("the token [left] isn't next in [text] at [4]");
  }

  @Test
  void aRunThatWasStoppedGoesOnBehindTheLastWholeLine() throws Exception {
    batch.formats = EnumSet.of(DocumentFormat.JSONL, DocumentFormat.JSON);
    batch.out = Path.of("").toAbsolutePath().relativize(batch.out);
    batch.write(
        "a.jsonl", "{\"text\":\"ADA\"}\n\nbroken\n{\"text\":\"BOB\"}\n{\"text\":\"EVE\"}\n");
    batch.annotate();
    String whole = batch.output("a.jsonl.jsonl");
    Path part = batch.out.resolve("a.jsonl.jsonl.part");
    Files.delete(batch.out.resolve("a.jsonl.jsonl"));
    Files.writeString(part, whole.substring(0, whole.indexOf("BOB")));

    BatchReport report = batch.annotate();

    assertThat(report)
        .extracting(BatchReport::annotated, BatchReport::skipped, BatchReport::failed)
        .containsExactly(2L, 1L, 1L);
    assertThat(batch.output("a.jsonl.jsonl")).isEqualTo(whole);
    assertThat(part).doesNotExist();
  }

  @Test
  void whatFailedIsNamedAgainWhenAllIsDone() throws Exception {
    batch.write("a.jsonl", "{\"text\":\"ADA\"}\n\nbroken\n");
    batch.annotate();
    List<DocumentFailure> first = List.copyOf(batch.failures);

    BatchReport report = batch.annotate();

    assertThat(report.skipped()).isEqualTo(1);
    assertThat(batch.failures).isEqualTo(first).hasSize(1);
  }

  @Test
  void aLongIdIsCutBetweenCharacters() throws Exception {
    batch.formats = EnumSet.of(DocumentFormat.JSON);
    String id = "x" + "\uD835\uDD38".repeat(100);
    batch.write("a.jsonl", "{\"id\":\"" + id + "\",\"text\":\"\"}\n");
    assertThat(batch.annotate().annotated()).isEqualTo(1);
    assertThat(batch.files()).contains("a.jsonl/1-x" + "\uD835\uDD38".repeat(39) + ".json");
  }

  @Test
  void halfASurrogatePairBecomesAReplacementCharacter() throws Exception {
    batch.formats = EnumSet.allOf(DocumentFormat.class);
    batch.write("a.jsonl", "{\"id\":\"\\ud83d\",\"text\":\"ADA \\ud83d x \\ude00\"}\n");
    assertThat(batch.annotate().annotated()).isEqualTo(1);
    assertThat(batch.output("a.jsonl/1-_.txt")).isEqualTo("ADA \uFFFD x \uFFFD");
  }

  @Test
  void anEmptyFileGivesAnEmptyFile() throws Exception {
    batch.write("a.jsonl", "");
    assertThat(batch.annotate().documents()).isZero();
    assertThat(batch.output("a.jsonl.jsonl")).isEmpty();
  }
}
