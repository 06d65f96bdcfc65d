package org.neuralannotators.spark;

import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;

/**
 * Finds the part of a text that answers a question: {@code struct<begin:int, end:int, text:string,
 * confidence:double>}, in UTF-16 characters of the text; null where there is none. {@code inputCol}
 * has the texts ({@code context} where no other is named), {@code questionCol} the questions;
 * {@code outputCol} is {@code answer} where no other is named. Needs a model.
 */
public final class NeuralQuestionAnswerer extends NeuralTransformer<NeuralQuestionAnswerer> {
  private final Param<String> questionCol;
  private final DoubleParam minConfidence;

  public NeuralQuestionAnswerer() {
    this(newUid(NeuralQuestionAnswerer.class));
  }

  /** With a name of its own among the stages. */
  public NeuralQuestionAnswerer(String uid) {
    super(Task.ANSWERS, uid);
    setDefault(inputCol(), "context");
    questionCol = text("questionCol", "the questions", "question");
    minConfidence = minConfidence("less certain answers are left out");
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralQuestionAnswerer> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralQuestionAnswerer load(String path) {
    return read().load(path);
  }

  @Override
  List<String> documents() {
    return List.of(getInputCol(), getQuestionCol());
  }

  @Override
  Options options() {
    return super.options().withMinConfidence(getMinConfidence());
  }

  public Param<String> questionCol() {
    return questionCol;
  }

  public String getQuestionCol() {
    return $(questionCol);
  }

  /** The column of questions. */
  public NeuralQuestionAnswerer setQuestionCol(String column) {
    return with(questionCol, column);
  }

  public DoubleParam minConfidence() {
    return minConfidence;
  }

  public double getMinConfidence() {
    return (double) $(minConfidence);
  }

  /** Less certain answers are left out; from 0 to 1. */
  public NeuralQuestionAnswerer setMinConfidence(double confidence) {
    return with(minConfidence, confidence);
  }
}
