package org.neuralannotators.spark;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Finds named entities in the rows of a data set. Immutable and thread-safe.
 *
 * <p>Documents are a column of plain text, which goes through the same pipeline as on a single
 * machine, or of tokens: {@code array<string>} for a sentence, {@code array<array<string>>} for
 * sentences. Two columns are added:
 *
 * <ul>
 *   <li>{@code entities}: {@code array<struct<begin:int, end:int, text:string, label:string,
 *       confidence:double>>}. In text, {@code begin} and {@code end} count UTF-16 characters; with
 *       tokens they count tokens, of the sentence whose number {@code sentence:int} stands first if
 *       there are several. Null when the document is null.
 *   <li>{@code error}: why a document could not be annotated, or null. Its entities are null then;
 *       it never stops the job.
 * </ul>
 *
 * <p>The tasks of an executor share one model, which the executor keeps for later tasks.
 *
 * @param modelLocation a path on the driver or the name of a file given with {@code --files}, which
 *     is then shipped to the executors; or what is on the class path of all of them: a bundle's
 *     name or a {@code classpath:} location
 * @param language of plain text
 * @param minConfidence less certain entities are left out; from 0 to 1
 */
public record EntityAnnotator(String modelLocation, String language, double minConfidence) {
  /** The column of entities. */
  public static final String ENTITIES = "entities";

  /** The column of errors. */
  public static final String ERROR = "error";

  public EntityAnnotator {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "minConfidence [" + minConfidence + "]; expected a number from 0 to 1");
    }
  }

  /** All entities of English text. */
  public EntityAnnotator(String modelLocation) {
    this(modelLocation, "en", 0);
  }

  /** The same without the entities that are less certain. */
  public EntityAnnotator withMinConfidence(double confidence) {
    return new EntityAnnotator(modelLocation, language, confidence);
  }

  /**
   * The rows with their entities, computed when Spark needs them. The model is checked now.
   *
   * @param column the documents
   * @throws IllegalArgumentException when the column is missing or of another type, when the names
   *     of the new columns are taken, or for text in a language without a tokenizer
   * @throws org.neuralannotators.bundle.BundleException when there is no such model or it is
   *     damaged
   */
  public Dataset<Row> annotate(Dataset<Row> rows, String column) throws IOException {
    AnnotatePartition function = partition(rows.sparkSession(), rows.schema(), column);
    return rows.mapPartitions(function, Encoders.row(function.schema()));
  }

  /** The function alone, for rows of this schema; see {@link #annotate}. */
  public AnnotatePartition partition(SparkSession spark, StructType schema, String column)
      throws IOException {
    InputKind kind = InputKind.of(schema, column);
    for (String taken : List.of(ENTITIES, ERROR)) {
      if (Stream.of(schema.fieldNames()).anyMatch(taken::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "There is a column [" + taken + "] already; rename it before annotating");
      }
    }
    if (kind == InputKind.TEXT) {
      TextFinder.requireLanguage(language);
    }
    StructType output =
        schema
            .add(ENTITIES, DataTypes.createArrayType(kind.entityType(), false), true)
            .add(ERROR, DataTypes.StringType, true);
    ModelFile model = BundleShipping.ship(spark, modelLocation);
    return new AnnotatePartition(
        output,
        schema.fieldIndex(column),
        new FinderSettings(kind, model, language, minConfidence));
  }
}
