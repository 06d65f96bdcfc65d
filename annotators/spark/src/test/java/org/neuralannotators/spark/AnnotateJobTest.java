package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neuralannotators.bundle.BundleException;
import picocli.CommandLine.ParameterException;

/** The job in a session of this process. */
class AnnotateJobTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path folder;

  @Test
  void annotatesFilesOfTextAndThenTheTable() throws Exception {
    Path texts = folder.resolve("texts");
    Path table = folder.resolve("table");
    Path entities = folder.resolve("entities");
    Files.createDirectories(texts.resolve("below"));
    Files.writeString(texts.resolve("below/a.txt"), "\uFEFFBarack Obama flew to Berlin.");
    Files.writeString(texts.resolve("b.txt"), "Nothing to see.");
    Files.writeString(texts.resolve("c.md"), "Angela Merkel left.");

    Map<String, Object> counts =
        run("--input", texts.toString(), "--output", table.toString(), "--partitions", "3");

    assertThat(counts).containsEntry("documents", 2L).containsEntry("failed", 0L);
    assertThat(counts).containsEntry("entities", 2L);
    List<Row> rows = spark.read().parquet(table.toString()).orderBy("id").collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs("id"))
        .anyMatch(id -> id.endsWith("/a.txt"));
    assertThat(rows)
        .filteredOn(row -> !Entity.of(row).isEmpty())
        .singleElement()
        .satisfies(
            row ->
                assertThat(Entity.of(row))
                    .extracting(Entity::begin, Entity::text)
                    .containsExactly(tuple(0, "Barack Obama"), tuple(21, "Berlin")));

    // What was annotated is a table that can be annotated again, without the old columns.
    Path plain = folder.resolve("plain");
    spark.read().parquet(table.toString()).select("id", "text").write().parquet(plain.toString());
    run(
        "--input", plain.toString(),
        "--input-format", "parquet",
        "--id-column", "id",
        "--bundle", LocalSpark.BUNDLE.toString(),
        "--min-confidence", "0.5",
        "--output", entities.toString(),
        "--output-format", "json");

    assertThat(spark.read().json(entities.toString()).columns())
        .containsExactlyInAnyOrder("id", "entities");
  }

  @Test
  void aMissingBundleFailsBeforeAnythingIsWritten() {
    Path output = folder.resolve("out");

    assertThatThrownBy(
            () ->
                run(
                    "--input", LocalSpark.SAMPLES.toString(),
                    "--bundle", "no-such-model",
                    "--output", output.toString()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("[no-such-model]");
    assertThat(output).doesNotExist();
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(
            () ->
                run(
                    "--input", LocalSpark.SAMPLES.toString(),
                    "--text-column", "body",
                    "--output", folder.resolve("out").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no column [body], only [id, text]");
  }

  @Test
  void missingInputAndMissingOptionsAreNamed() {
    String nowhere = folder.resolve("nowhere").toString();

    assertThatThrownBy(() -> run("--input", nowhere, "--output", nowhere))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> run("--input", nowhere))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--output");
  }

  @ParameterizedTest
  @CsvSource({
    "pos, tags, 5, pos, array<struct<begin:int&end:int&text:string&tag:string&confidence:double>>",
    "VECTORS, vectors, 5, vectors,"
        + " array<struct<begin:int&end:int&text:string&vector:array<float>>>",
    "translation, translations, 1, translation, string"
  })
  void everyTaskHasItsColumn(String task, String plural, long found, String column, String type)
      throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    Path output = folder.resolve("out");
    Files.writeString(input.resolve("a.txt"), "The dog is big.");
    String[] bundle =
        task.equals("translation") ? new String[] {"--bundle", "en-de-small"} : new String[0];

    Map<String, Object> counts =
        run(
            Stream.concat(
                    Stream.of(bundle),
                    Stream.of(
                        "--input", input.toString(), "--output", output.toString(), "--task", task))
                .toArray(String[]::new));

    assertThat(counts).containsEntry("failed", 0L).containsEntry(plural, found);
    assertThat(spark.read().parquet(output.toString()).schema().simpleString())
        .isEqualTo(
            "struct<id:string,text:string,%s:%s,error:string>"
                .formatted(column, type.replace('&', ',')));
  }

  @Test
  void takesTheOptionsOfTheModels() throws Exception {
    Path input = folder.resolve("table");
    Path output = folder.resolve("out");
    spark
        .range(1)
        .selectExpr(
            "named_struct('text', 'Barack Obama flew to Berlin with Ada.', 'lang', 'fr') as doc",
            "7 as error",
            "8 as `a.b`")
        .write()
        .parquet(input.toString());

    run(
        "--input", input.toString(),
        "--input-format", "parquet",
        "--text-column", "doc.text",
        "--id-column", "a.b",
        "--id-column", "doc.lang",
        "--language-column", "doc.lang",
        "--language-mismatch", "ignore",
        "--exclude", "A.a",
        "--tag-map", "LOC=PLACE",
        "--threads", "1",
        "--batch-tokens", "64",
        "--precision", "fp32",
        "--output-column", "names",
        "--error-column", "why",
        "--output", output.toString());

    Dataset<Row> annotated = spark.read().parquet(output.toString());
    assertThat(annotated.columns()).containsExactly("a.b", "lang", "names", "why");
    assertThat(annotated.first().<Row>getList(2))
        .extracting(entity -> entity.get(2) + "/" + entity.get(3))
        .containsExactly("Barack Obama/PER", "Berlin/PLACE");
    assertThatThrownBy(() -> run("--input", "x", "--output", "y", "--task", "chunks"))
        .hasMessageContaining("--bundle is missing; expected one that gives chunks");
    assertThatThrownBy(() -> run("--input", "x", "--output", "y", "--task", "parse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("task [parse]; expected one of [NER, CHUNKS, POS");
  }

  private Map<String, Object> run(String... arguments) throws Exception {
    AnnotateJob job = new AnnotateJob();
    AnnotateJob.commandLine(job).parseArgs(arguments);
    return job.run(spark);
  }
}
