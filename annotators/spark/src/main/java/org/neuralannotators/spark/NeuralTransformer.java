package org.neuralannotators.spark;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReadable;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.neuralannotators.bundle.LanguageMismatch;
import org.neuralannotators.network.kernel.Precision;

/**
 * A stage of a pipeline of Spark ML that reads documents and adds two columns: what a network finds
 * in them, and why a document could not be annotated. Neither a null nor a document that fails
 * stops a job; what was found is null then. Works on data sets and streams alike.
 *
 * <p>Columns that are read are named as everywhere in Spark: a field of a column by {@code
 * doc.text}, a name with dots in backticks. Where the model may be: see {@link EntityAnnotator}.
 *
 * <p>{@link #transform} and {@link #transformSchema} throw an {@link IllegalArgumentException} when
 * a column is missing or of another type, when the name of a new one is taken, or a parameter has
 * no good value; {@link #transform} also when there is no such model, which the other doesn't open.
 * Not thread-safe while parameters are set.
 *
 * @param <T> the stage itself
 */
public abstract class NeuralTransformer<T extends NeuralTransformer<T>> extends Transformer
    implements DefaultParamsWritable {
  private final Task task;
  private final String uid;
  private final Param<String> inputCol;
  private final Param<String> outputCol;
  private final Param<String> errorCol;
  private final Param<String> modelLocation;
  private final Param<String> languageCol;
  private final Param<String> languageMismatch;
  private final IntParam numThreads;
  private final IntParam batchTokens;
  private final Param<String> precision;

  NeuralTransformer(Task task, String uid) {
    this.task = task;
    this.uid = uid;
    inputCol = text("inputCol", "the documents", "text");
    outputCol = text("outputCol", "what is found", task.column());
    errorCol =
        new Param<>(
            this,
            "errorCol",
            "why a document could not be annotated (default: the outputCol and _error)");
    modelLocation =
        text(
            "modelLocation",
            "path of a bundle on the driver, which is then shipped; name of a file that was given"
                + " to Spark; or name of a bundle on the class path",
            "");
    languageCol =
        new Param<>(this, "languageCol", "the languages of the documents, where a column says so");
    languageMismatch =
        text(
            "languageMismatch",
            "what is done with a document whose language the model isn't for: WARN, ERROR or"
                + " IGNORE",
            Options.DEFAULT.languageMismatch().name());
    numThreads = number("numThreads", "threads of a network; 0: all processors");
    batchTokens = number("batchTokens", "tokens in a batch of a network; 0: as many as are good");
    precision =
        text(
            "precision",
            "FP32, or BF16 for processors that have it",
            Options.DEFAULT.run().precision().name());
  }

  /** A name that no other stage has. */
  static String newUid(Class<?> stage) {
    String random = UUID.randomUUID().toString();
    return stage.getSimpleName() + "_" + random.substring(random.lastIndexOf('-') + 1);
  }

  /** Reads stages that were saved. */
  static <S> MLReader<S> reader() {
    return new DefaultParamsReadable<S>() {}.read();
  }

  final Param<String> text(String name, String doc, String defaultValue) {
    Param<String> param = new Param<>(this, name, doc);
    setDefault(param, defaultValue);
    return param;
  }

  final IntParam number(String name, String doc) {
    IntParam param = new IntParam(this, name, doc);
    setDefault(param, 0);
    return param;
  }

  final DoubleParam minConfidence(String doc) {
    DoubleParam param = new DoubleParam(this, "minConfidence", doc);
    setDefault(param, 0.0);
    return param;
  }

  @SuppressWarnings("unchecked")
  final <V> T with(Param<V> param, V value) {
    set(param, value);
    return (T) this;
  }

  /** The columns of a document; the first is what is annotated. */
  List<String> documents() {
    return List.of(getInputCol());
  }

  /** What the parameters say. */
  Options options() {
    return Options.DEFAULT
        .withLanguageMismatch(
            Options.choice(languageMismatch.name(), getLanguageMismatch(), LanguageMismatch.class))
        .withRun(
            getNumThreads(),
            getBatchTokens(),
            Options.choice(precision.name(), getPrecision(), Precision.class));
  }

  private Annotation annotation() {
    Options options = options();
    String model =
        getModelLocation().isEmpty() ? task.bundle(options.language()) : getModelLocation();
    if (model.isEmpty()) {
      throw new IllegalArgumentException(
          "modelLocation isn't set; expected the path or the name of a bundle that gives "
              + task.plural());
    }
    return new Annotation(
        task,
        model,
        new Columns(
            documents(),
            isDefined(languageCol) ? getLanguageCol() : null,
            getOutputCol(),
            getErrorCol()),
        options);
  }

  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    try {
      return annotation().of(dataset);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    return annotation().schema(schema);
  }

  @Override
  public final T copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public final String uid() {
    return uid;
  }

  public final Param<String> inputCol() {
    return inputCol;
  }

  public final String getInputCol() {
    return $(inputCol);
  }

  /** The column of documents. */
  public final T setInputCol(String column) {
    return with(inputCol, column);
  }

  public final Param<String> outputCol() {
    return outputCol;
  }

  public final String getOutputCol() {
    return $(outputCol);
  }

  /** The name of the new column of what is found. */
  public final T setOutputCol(String column) {
    return with(outputCol, column);
  }

  public final Param<String> errorCol() {
    return errorCol;
  }

  public final String getErrorCol() {
    return isDefined(errorCol) ? $(errorCol) : getOutputCol() + "_error";
  }

  /** The name of the new column of errors. */
  public final T setErrorCol(String column) {
    return with(errorCol, column);
  }

  public final Param<String> modelLocation() {
    return modelLocation;
  }

  public final String getModelLocation() {
    return $(modelLocation);
  }

  /** Where the model is. */
  public final T setModelLocation(String location) {
    return with(modelLocation, location);
  }

  public final Param<String> languageCol() {
    return languageCol;
  }

  public final String getLanguageCol() {
    return $(languageCol);
  }

  /** The column with the language of each document (BCP 47); null passes. */
  public final T setLanguageCol(String column) {
    return with(languageCol, column);
  }

  public final Param<String> languageMismatch() {
    return languageMismatch;
  }

  public final String getLanguageMismatch() {
    return $(languageMismatch);
  }

  /** What is done with a document whose language the model isn't for: WARN, ERROR or IGNORE. */
  public final T setLanguageMismatch(String mismatch) {
    return with(languageMismatch, mismatch);
  }

  public final IntParam numThreads() {
    return numThreads;
  }

  public final int getNumThreads() {
    return (int) $(numThreads);
  }

  /** The threads of the network of an executor; 0: all processors. */
  public final T setNumThreads(int threads) {
    return with(numThreads, threads);
  }

  public final IntParam batchTokens() {
    return batchTokens;
  }

  public final int getBatchTokens() {
    return (int) $(batchTokens);
  }

  /** The tokens in a batch of the network; 0: as many as are good for it. */
  public final T setBatchTokens(int tokens) {
    return with(batchTokens, tokens);
  }

  public final Param<String> precision() {
    return precision;
  }

  public final String getPrecision() {
    return $(precision);
  }

  /** FP32, or BF16 for processors that have it. */
  public final T setPrecision(String name) {
    return with(precision, name);
  }
}
