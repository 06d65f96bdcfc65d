package org.neuralannotators.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.neuralannotators.bundle.BundleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Documents in, entities out: the job for {@code spark-submit}. Not thread-safe. */
@Command(
    name = "annotate-job",
    mixinStandardHelpOptions = true,
    description = "Finds named entities in a data set and adds the columns entities and error.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; documents that failed have a text in the column error",
      "1:the job failed",
      "2:bad arguments"
    })
public final class AnnotateJob implements Callable<Integer> {
  private static final String TEXT = "text";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description = "Folder or file, on whatever Spark reads from.")
  private String input;

  @Option(
      names = "--input-format",
      defaultValue = TEXT,
      paramLabel = "FORMAT",
      description =
          "text: every .txt file below the folder that isn't empty is a document, with the columns"
              + " id (its path) and text; or a format of Spark's for tables, such as parquet or"
              + " json. Default: ${DEFAULT-VALUE}.")
  private String inputFormat;

  @Option(
      names = "--text-column",
      defaultValue = TEXT,
      paramLabel = "COLUMN",
      description =
          "The documents: string, array<string> or array<array<string>>. Default:"
              + " ${DEFAULT-VALUE}.")
  private String textColumn;

  @Option(
      names = "--id-column",
      paramLabel = "COLUMN",
      description = "Keep these columns of the input; may be repeated. Default: all.")
  private List<String> idColumns = List.of();

  @Option(
      names = "--bundle",
      defaultValue = "en-ner",
      paramLabel = "BUNDLE",
      description =
          "Path of a folder or zip file on the driver, name of a file given with --files, or name"
              + " of a bundle. Default: ${DEFAULT-VALUE}.")
  private String bundle;

  @Option(
      names = "--language",
      defaultValue = "en",
      paramLabel = "CODE",
      description = "Language of plain text. Default: ${DEFAULT-VALUE}.")
  private String language;

  @Option(
      names = "--min-confidence",
      defaultValue = "0",
      paramLabel = "P",
      description = "Leave out entities that are less certain, from 0 to 1.")
  private double minConfidence;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Divide the input into so many parts: a few for each core. Default: as it is stored.")
  private Integer partitions;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "Folder for the result; must not exist.")
  private String output;

  @Option(
      names = "--output-format",
      defaultValue = "parquet",
      paramLabel = "FORMAT",
      description = "A format of Spark's, such as parquet or json. Default: ${DEFAULT-VALUE}.")
  private String outputFormat;

  @Spec private CommandSpec spec;

  /** Runs the job in the session of {@code spark-submit}; ends the JVM only when it failed. */
  public static void main(String[] arguments) {
    int exitCode =
        new CommandLine(new AnnotateJob())
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(AnnotateJob::report)
            .execute(arguments);
    if (exitCode != ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  private static int report(Exception error, CommandLine command, ParseResult parsed) {
    boolean argument =
        error instanceof BundleException
            || error instanceof IllegalArgumentException
            || error instanceof AnalysisException;
    command.getErr().println("Error: " + error.getMessage());
    if (!argument) {
      error.printStackTrace(command.getErr());
    }
    return argument ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (SparkSession spark = SparkSession.builder().appName("neural-annotators").getOrCreate()) {
      Map<String, Object> counts = run(spark);
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%s documents (%s failed), %s entities%n",
              counts.get("documents"),
              counts.get("failed"),
              counts.get("entities"));
    }
    return ExitCode.OK;
  }

  /** Reads, annotates and writes; returns what {@link #call} prints. */
  Map<String, Object> run(SparkSession spark) throws IOException, InterruptedException {
    Dataset<Row> documents = inputFormat.equals(TEXT) ? files(spark) : table(spark);
    if (partitions != null) {
      documents = documents.repartition(partitions);
    }
    EntityAnnotator annotator = new EntityAnnotator(bundle, language, minConfidence);
    Observation counts = new Observation();
    select(annotator.annotate(documents, textColumn))
        .observe(
            counts,
            count(lit(1)).as("documents"),
            count(col(EntityAnnotator.ERROR)).as("failed"),
            expr("coalesce(sum(if(entities is null, 0, size(entities))), 0)").as("entities"))
        .write()
        .format(outputFormat)
        .save(output);
    return counts.getAsJava();
  }

  private Dataset<Row> table(SparkSession spark) {
    return spark.read().format(inputFormat).load(input);
  }

  private Dataset<Row> files(SparkSession spark) {
    return spark
        .read()
        .option("wholetext", true)
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", "*.txt")
        .text(input)
        .select(
            col("_metadata.file_path").as("id"),
            regexp_replace(col("value"), "^\uFEFF", "").as(TEXT));
  }

  private Dataset<Row> select(Dataset<Row> annotated) {
    if (idColumns.isEmpty()) {
      return annotated;
    }
    return annotated.select(
        Stream.concat(
                idColumns.stream(), Stream.of(EntityAnnotator.ENTITIES, EntityAnnotator.ERROR))
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new));
  }
}
