package org.neuralannotators.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that are read and written. Those that are read are named as everywhere in Spark: a
 * field of a column by {@code doc.text}, a name with dots in backticks, capitals as the session has
 * it.
 *
 * @param documents of which nothing may be null for there to be something to annotate; the first is
 *     what is annotated
 * @param language the documents' languages; null for none
 * @param output of what is found
 * @param error of why a document could not be annotated
 */
record Columns(List<String> documents, String language, String output, String error) {
  private static final String CASE_SENSITIVE = "spark.sql.caseSensitive";

  /** All that are read. */
  List<String> inputs() {
    List<String> inputs = new ArrayList<>(documents);
    if (language != null) {
      inputs.add(language);
    }
    return inputs;
  }

  /**
   * A column as Spark finds it.
   *
   * @throws IllegalArgumentException when it finds none, or several
   */
  static StructField find(Dataset<?> rows, String name) {
    try {
      StructField[] found = rows.select(functions.col(name)).schema().fields();
      if (found.length != 1) {
        throw new IllegalArgumentException(
            "[" + name + "] are [" + found.length + "] columns; expected the name of one");
      }
      return found[0];
    } catch (Exception e) {
      // Spark's exceptions of this kind are checked, and declared nowhere.
      if (e instanceof AnalysisException) {
        throw new IllegalArgumentException(explain(e, rows.columns(), name), e);
      }
      throw e;
    }
  }

  /**
   * Where a column is.
   *
   * @throws IllegalArgumentException when there is none, or several, or it is a field of one
   */
  static int indexOf(SparkSession spark, StructType table, String name) {
    find(empty(spark, table), name);
    boolean quoted = name.length() > 2 && name.startsWith("`") && name.endsWith("`");
    String plain = quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name;
    boolean capitals = isCaseSensitive(spark);
    return IntStream.range(0, table.length())
        .filter(i -> isSame(table.fieldNames()[i], plain, capitals))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "[" + name + "] is a field of a column; select it as a column of its own"));
  }

  private static String explain(Exception error, String[] columns, String name) {
    boolean missing = error.getMessage().startsWith("[UNRESOLVED_COLUMN");
    if (missing && List.of(columns).contains(name)) {
      return "Column [" + name + "] has dots in its name; write it in backticks: [`" + name + "`]";
    }
    return missing
        ? "There is no column ["
            + name
            + "], only ["
            + String.join(", ", columns)
            + "]; name the one with the documents"
        : "Column [" + name + "] can't be read: " + error.getMessage();
  }

  /**
   * The columns of a table that are there already, and two more.
   *
   * @throws IllegalArgumentException when a name is taken
   */
  StructType extend(SparkSession spark, StructType table, StructField found, StructField reason) {
    boolean capitals = isCaseSensitive(spark);
    for (String name : List.of(output, error)) {
      if (Stream.of(table.fieldNames()).anyMatch(taken -> isSame(taken, name, capitals))) {
        throw new IllegalArgumentException(
            "There is a column ["
                + name
                + "] already; rename it before annotating, or give the new one another name");
      }
    }
    if (isSame(output, error, capitals)) {
      throw new IllegalArgumentException(
          "The columns for what is found and for errors are both ["
              + output
              + "]; expected two names");
    }
    return table.add(found).add(reason);
  }

  static boolean isCaseSensitive(SparkSession spark) {
    return Boolean.parseBoolean(spark.conf().get(CASE_SENSITIVE));
  }

  private static boolean isSame(String one, String other, boolean capitals) {
    return capitals ? one.equals(other) : one.equalsIgnoreCase(other);
  }

  /** A table without rows. */
  static Dataset<Row> empty(SparkSession spark, StructType schema) {
    return spark.createDataFrame(List.of(), schema);
  }
}
