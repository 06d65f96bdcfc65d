package org.neuralannotators.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

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
import org.apache.spark.sql.types.ArrayType;
import org.neuralannotators.bundle.BundleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Documents in, annotations out: the job for {@code spark-submit}. Not thread-safe. */
@Command(
    name = "annotate-job",
    mixinStandardHelpOptions = true,
    description =
        "Annotates a data set: adds a column of what is found, such as named entities, and a column"
            + " error.",
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
          "The documents: string, or array<string> and array<array<string>> of tokens; texts that"
              + " are classified, translated or answer a question: string. A field of a column is"
              + " doc.text, a name with dots stands in backticks. Default: ${DEFAULT-VALUE}.")
  private String textColumn;

  @Option(
      names = "--task",
      defaultValue = "ner",
      paramLabel = "TASK",
      description =
          "What is found: ner, chunks, pos, classes, vectors, translation or answers. Default:"
              + " ${DEFAULT-VALUE}.")
  private String task;

  @Option(
      names = "--pair-column",
      paramLabel = "COLUMN",
      description = "classes: the second texts, where the model classifies pairs.")
  private String pairColumn;

  @Option(
      names = "--question-column",
      paramLabel = "COLUMN",
      description = "answers: the questions, which the texts answer.")
  private String questionColumn;

  @Option(
      names = "--language-column",
      paramLabel = "COLUMN",
      description = "The languages of the documents, which are checked against the model's.")
  private String languageColumn;

  @Option(
      names = "--output-column",
      paramLabel = "NAME",
      description =
          "The new column of what is found. Default: entities, chunks, pos, class, vectors,"
              + " translation or answer.")
  private String outputColumn;

  @Option(
      names = "--error-column",
      defaultValue = EntityAnnotator.ERROR,
      paramLabel = "NAME",
      description = "The new column of errors. Default: ${DEFAULT-VALUE}.")
  private String errorColumn;

  @Option(
      names = "--id-column",
      paramLabel = "COLUMN",
      description = "Keep these columns of the input; may be repeated. Default: all.")
  private List<String> idColumns = List.of();

  @Option(
      names = "--bundle",
      defaultValue = "",
      paramLabel = "BUNDLE",
      description =
          "Path of a folder or zip file on the driver, name of a file given with --files, or name"
              + " of a bundle. Default: for ner, pos and vectors that of the language, such as"
              + " en-ner.")
  private String bundle;

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

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  /** Runs the job in the session of {@code spark-submit}; ends the JVM only when it failed. */
  public static void main(String[] arguments) {
    int exitCode = commandLine(new AnnotateJob()).execute(arguments);
    if (exitCode != ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  static CommandLine commandLine(AnnotateJob job) {
    return new CommandLine(job)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(AnnotateJob::report);
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
              "%s documents (%s failed), %s %s%n",
              counts.get("documents"),
              counts.get("failed"),
              counts.get(Task.parse(task).plural()),
              Task.parse(task).plural());
    }
    return ExitCode.OK;
  }

  /** Reads, annotates and writes; returns what {@link #call} prints. */
  Map<String, Object> run(SparkSession spark) throws IOException, InterruptedException {
    Annotation annotation = annotation();
    Dataset<Row> documents = inputFormat.equals(TEXT) ? files(spark) : table(spark);
    if (partitions != null) {
      documents = documents.repartition(partitions);
    }
    Dataset<Row> annotated = annotation.of(documents);
    Observation counts = new Observation();
    select(annotated)
        .observe(
            counts,
            count(lit(1)).as("documents"),
            count(quoted(errorColumn)).as("failed"),
            coalesce(sum(number(annotated, annotation.columns().output())), lit(0L))
                .as(annotation.task().plural()))
        .write()
        .format(outputFormat)
        .save(output);
    return counts.getAsJava();
  }

  private Annotation annotation() {
    Task wanted = Task.parse(task);
    Options how = options.of(wanted);
    String model = bundle.isEmpty() ? wanted.bundle(how.language()) : bundle;
    if (model.isEmpty()) {
      throw new IllegalArgumentException(
          "--bundle is missing; expected one that gives " + wanted.plural());
    }
    return new Annotation(
        wanted,
        model,
        new Columns(
            documentColumns(wanted),
            languageColumn,
            outputColumn == null ? wanted.column() : outputColumn,
            errorColumn),
        how);
  }

  private List<String> documentColumns(Task wanted) {
    return switch (wanted) {
      case CLASSES -> pairColumn == null ? List.of(textColumn) : List.of(textColumn, pairColumn);
      case ANSWERS -> {
        if (questionColumn == null) {
          throw new IllegalArgumentException(
              "--question-column is missing; expected the column with the questions");
        }
        yield List.of(textColumn, questionColumn);
      }
      default -> List.of(textColumn);
    };
  }

  /** How many there are in a value: the size of an array, or one. */
  private static Column number(Dataset<Row> rows, String column) {
    Column found = quoted(column);
    boolean isArray = rows.select(found).schema().fields()[0].dataType() instanceof ArrayType;
    return when(found.isNull(), 0).otherwise(isArray ? size(found) : lit(1));
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
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
    Stream<String> added = Stream.of(annotated.columns()).skip(annotated.columns().length - 2L);
    List<String> names = List.of(annotated.columns());
    Stream<Column> kept =
        idColumns.stream().map(name -> names.contains(name) ? quoted(name) : col(name));
    return annotated.select(
        Stream.concat(kept, added.map(AnnotateJob::quoted)).toArray(Column[]::new));
  }
}
