package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;

/**
 * Gives texts, or pairs of texts, a class: {@code struct<label:string, confidence:double,
 * probabilities:array<struct<label:string, confidence:double>>>}, null for blank texts and for
 * those that are less certain than wanted. Where a model may give many labels, {@code label} is the
 * most probable one, and each probability is a label's own; where it gives numbers, {@code label}
 * is their text, with the confidence 1, and they stand in the probabilities' place. An {@code
 * array<string>} of texts gets an array of classes. {@code outputCol} is {@code class} where no
 * other is named. Needs a model.
 */
public final class NeuralTextClassifier extends NeuralTransformer<NeuralTextClassifier> {
  private final Param<String> pairCol;
  private final DoubleParam minConfidence;

  public NeuralTextClassifier() {
    this(newUid(NeuralTextClassifier.class));
  }

  /** With a name of its own among the stages. */
  public NeuralTextClassifier(String uid) {
    super(Task.CLASSES, uid);
    pairCol = new Param<>(this, "pairCol", "second texts, where pairs are classified");
    minConfidence = minConfidence("less certain classes are left out");
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralTextClassifier> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralTextClassifier load(String path) {
    return read().load(path);
  }

  @Override
  List<String> documents() {
    return isDefined(pairCol) ? List.of(getInputCol(), getPairCol()) : super.documents();
  }

  @Override
  Options options() {
    return super.options().withMinConfidence(getMinConfidence());
  }

  public Param<String> pairCol() {
    return pairCol;
  }

  public String getPairCol() {
    return $(pairCol);
  }

  /** The column of second texts, where the model classifies pairs. */
  public NeuralTextClassifier setPairCol(String column) {
    return with(pairCol, column);
  }

  public DoubleParam minConfidence() {
    return minConfidence;
  }

  public double getMinConfidence() {
    return (double) $(minConfidence);
  }

  /** Less certain classes are left out; from 0 to 1. */
  public NeuralTextClassifier setMinConfidence(double confidence) {
    return with(minConfidence, confidence);
  }
}
