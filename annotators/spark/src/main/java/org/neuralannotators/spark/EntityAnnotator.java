package org.neuralannotators.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
 * @param entitiesColumn name of the column of entities
 * @param errorColumn name of the column of errors
 */
public record EntityAnnotator(
    String modelLocation,
    String language,
    double minConfidence,
    String entitiesColumn,
    String errorColumn) {
  /** The column of entities, where no other is named. */
  public static final String ENTITIES = "entities";

  /** The column of errors, where no other is named. */
  public static final String ERROR = "error";

  public EntityAnnotator {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "minConfidence [" + minConfidence + "]; expected a number from 0 to 1");
    }
  }

  /** With the customary names of the columns. */
  public EntityAnnotator(String modelLocation, String language, double minConfidence) {
    this(modelLocation, language, minConfidence, ENTITIES, ERROR);
  }

  /** All entities of English text. */
  public EntityAnnotator(String modelLocation) {
    this(modelLocation, "en", 0);
  }

  /** The same without the entities that are less certain. */
  public EntityAnnotator withMinConfidence(double confidence) {
    return new EntityAnnotator(modelLocation, language, confidence, entitiesColumn, errorColumn);
  }

  /** The same with other names of the new columns. */
  public EntityAnnotator withColumns(String entities, String error) {
    return new EntityAnnotator(modelLocation, language, minConfidence, entities, error);
  }

  /**
   * The rows with their entities, computed when Spark needs them. The model is checked now.
   *
   * @param column the documents; a field of a column is {@code doc.text}, and a name with dots
   *     stands in backticks
   * @throws IllegalArgumentException when the column is missing or of another type, when the names
   *     of the new columns are taken, or for text in a language without a tokenizer
   * @throws org.neuralannotators.bundle.BundleException when there is no such model or it is
   *     damaged
   */
  public Dataset<Row> annotate(Dataset<Row> rows, String column) throws IOException {
    return annotation(column).of(rows);
  }

  /**
   * The function alone, for rows of this schema; see {@link #annotate}.
   *
   * @param column one of the schema, not a field of one
   */
  public AnnotatePartition partition(SparkSession spark, StructType schema, String column)
      throws IOException {
    int document = Columns.indexOf(spark, schema, column);
    return annotation(column).function(spark, schema, document);
  }

  private Annotation annotation(String column) {
    return new Annotation(
        Task.NER,
        modelLocation,
        new Columns(List.of(column), null, entitiesColumn, errorColumn),
        Options.DEFAULT.withLanguage(language).withMinConfidence(minConfidence));
  }
}
