package org.neuralannotators.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.bundle.LanguageCheck;
import org.neuralannotators.bundle.ModelBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a data set: what all of the annotator, the transformers and the job come down
 * to. Immutable and thread-safe.
 *
 * @param model see {@link EntityAnnotator}
 */
record Annotation(Task task, String model, Columns columns, Options options) {
  private static final Logger LOG = LoggerFactory.getLogger(Annotation.class);

  /**
   * The rows with what is found, computed when Spark needs them. The model is checked now.
   *
   * @throws IllegalArgumentException when a column is missing or of another type, when the name of
   *     a new one is taken, or for text in a language that can't be split
   * @throws org.neuralannotators.bundle.BundleException when there is no such model or it is
   *     damaged
   */
  Dataset<Row> of(Dataset<?> rows) throws IOException {
    SparkSession spark = rows.sparkSession();
    StructType table = rows.schema();
    List<InputKind> kinds = kinds(rows);
    StructType output = output(spark, table, kinds.get(0));
    List<Column> read = new ArrayList<>(List.of(functions.col("*")));
    for (String input : columns.inputs()) {
      read.add(functions.col(input));
    }
    int documents = columns.documents().size();
    RowLayout layout =
        new RowLayout(
            table.length(),
            IntStream.range(0, documents).map(i -> table.length() + i).boxed().toList(),
            columns.language() == null ? -1 : table.length() + documents);
    AnnotatePartition function = function(spark, output, layout, kinds);
    return restore(
        rows.select(read.toArray(Column[]::new)).mapPartitions(function, Encoders.row(output)),
        output);
  }

  /** Spark's encoders lose the metadata of columns, and of intervals what they count in. */
  private static Dataset<Row> restore(Dataset<Row> rows, StructType wanted) {
    if (rows.schema().equals(wanted)) {
      return rows;
    }
    // Names may be there twice; places may not.
    String[] places =
        IntStream.range(0, wanted.length()).mapToObj(i -> "c" + i).toArray(String[]::new);
    Column[] restored =
        IntStream.range(0, wanted.length())
            .mapToObj(i -> restored(places[i], wanted.fields()[i]))
            .toArray(Column[]::new);
    return rows.toDF(places).select(restored);
  }

  private static Column restored(String place, StructField wanted) {
    return functions.col(place).cast(wanted.dataType()).as(wanted.name(), wanted.metadata());
  }

  /** The columns that come out, for those that go in; errors of columns as in {@link #of}. */
  StructType schema(StructType table) {
    SparkSession spark = SparkSession.active();
    return output(spark, table, kinds(Columns.empty(spark, table)).get(0));
  }

  /** The function alone, for rows of this schema, of which a column is the document. */
  AnnotatePartition function(SparkSession spark, StructType table, int document)
      throws IOException {
    StructField field = table.fields()[document];
    InputKind kind = InputKind.of(field.name(), field.dataType(), accepted(0));
    RowLayout layout = new RowLayout(table.length(), List.of(document), -1);
    return function(spark, output(spark, table, kind), layout, List.of(kind));
  }

  private AnnotatePartition function(
      SparkSession spark, StructType output, RowLayout layout, List<InputKind> kinds)
      throws IOException {
    boolean isSplit = isSplit(kinds.get(0));
    if (isSplit) {
      TextSplitter.requireLanguage(options.language());
    }
    ModelFile file = BundleShipping.ship(spark, model, bundle -> check(bundle, isSplit));
    return new AnnotatePartition(
        output, layout, new FinderSettings(task, kinds, columns.language() != null, file, options));
  }

  private void check(ModelBundle bundle, boolean isSplit) throws BundleException {
    task.require(bundle, columns.documents().size() > 1, options);
    if (isSplit) {
      new LanguageCheck(bundle.manifest(), options.languageMismatch(), LOG::warn)
          .check(options.language());
    }
  }

  /** Whether the documents are split into sentences of a language that the options name. */
  private boolean isSplit(InputKind kind) {
    return task.readsTokens()
        ? kind == InputKind.TEXT
        : task == Task.TRANSLATION && !options.language().isEmpty();
  }

  private StructType output(SparkSession spark, StructType table, InputKind document) {
    return columns.extend(
        spark,
        table,
        DataTypes.createStructField(columns.output(), task.type(document, options), true),
        DataTypes.createStructField(columns.error(), DataTypes.StringType, true));
  }

  /** Of the documents' columns. */
  private List<InputKind> kinds(Dataset<?> rows) {
    List<InputKind> kinds = new ArrayList<>();
    for (String name : columns.documents()) {
      kinds.add(InputKind.of(name, Columns.find(rows, name).dataType(), accepted(kinds.size())));
    }
    if (columns.language() != null) {
      InputKind.of(
          columns.language(),
          Columns.find(rows, columns.language()).dataType(),
          EnumSet.of(InputKind.TEXT));
    }
    return kinds;
  }

  private Set<InputKind> accepted(int input) {
    if (input > 0 || columns.documents().size() > 1) {
      return EnumSet.of(InputKind.TEXT);
    }
    return task.readsTokens()
        ? EnumSet.allOf(InputKind.class)
        : EnumSet.of(InputKind.TEXT, InputKind.TOKENS);
  }
}
