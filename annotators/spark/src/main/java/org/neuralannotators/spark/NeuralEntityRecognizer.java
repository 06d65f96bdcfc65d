package org.neuralannotators.spark;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.neuralannotators.zeroshot.EntityQuery;

/**
 * Finds named entities; {@code outputCol} is {@code entities} where no other is named, the model
 * {@code en-ner}.
 */
public final class NeuralEntityRecognizer extends NeuralSpanTransformer<NeuralEntityRecognizer> {
  private final Param<String> labels;
  private final DoubleParam threshold;
  private final BooleanParam nested;

  public NeuralEntityRecognizer() {
    this(newUid(NeuralEntityRecognizer.class));
  }

  /** With a name of its own among the stages. */
  public NeuralEntityRecognizer(String uid) {
    super(Task.NER, uid);
    labels =
        text(
            "labels",
            "what is found, in words with commas between: for models that find entities by their"
                + " description",
            "");
    threshold =
        new DoubleParam(this, "threshold", "a model with labels leaves out what is less probable");
    setDefault(threshold, EntityQuery.DEFAULT_THRESHOLD);
    nested = new BooleanParam(this, "nested", "whether it may find an entity inside another");
    setDefault(nested, false);
  }

  @Override
  Options options() {
    return super.options().withQuery(getLabels(), getThreshold(), isNested());
  }

  public Param<String> labels() {
    return labels;
  }

  public String getLabels() {
    return $(labels);
  }

  /**
   * What is found, in words with commas between, such as {@code person, crime weapon}: for models
   * that find entities by their description, and not for others.
   */
  public NeuralEntityRecognizer setLabels(String descriptions) {
    return with(labels, descriptions);
  }

  public DoubleParam threshold() {
    return threshold;
  }

  public double getThreshold() {
    return (double) $(threshold);
  }

  /** A model with labels leaves out what is less probable; from 0 to 1. */
  public NeuralEntityRecognizer setThreshold(double least) {
    return with(threshold, least);
  }

  public BooleanParam nested() {
    return nested;
  }

  public boolean isNested() {
    return (boolean) $(nested);
  }

  /** Whether a model with labels may find an entity inside another. */
  public NeuralEntityRecognizer setNested(boolean allowed) {
    return with(nested, allowed);
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralEntityRecognizer> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralEntityRecognizer load(String path) {
    return read().load(path);
  }
}
