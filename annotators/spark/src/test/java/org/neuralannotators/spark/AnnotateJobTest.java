package org.neuralannotators.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neuralannotators.bundle.BundleException;
import picocli.CommandLine;
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

  private Map<String, Object> run(String... arguments) throws Exception {
    return CommandLine.populateCommand(new AnnotateJob(), arguments).run(spark);
  }
}
