package org.neuralannotators.spark;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;

/**
 * A stage that marks parts of sentences: {@code array<struct<begin:int, end:int, text:string,
 * label:string, confidence:double>>}, with {@code sentence:int} first where sentences are read.
 *
 * @param <T> the stage itself
 */
public abstract class NeuralSpanTransformer<T extends NeuralSpanTransformer<T>>
    extends NeuralTokenTransformer<T> {
  private final DoubleParam minConfidence;
  private final Param<String> exclude;
  private final Param<String> tagMap;

  NeuralSpanTransformer(Task task, String uid) {
    super(task, uid);
    minConfidence = minConfidence("less certain ones are left out");
    exclude = text("exclude", "regular expression of texts that are left out", "");
    tagMap = text("tagMap", "new names of labels, such as PER=PERSON,ORG=O; O drops them", "");
  }

  @Override
  Options options() {
    return super.options().withLabels(getMinConfidence(), getExclude(), getTagMap());
  }

  public final DoubleParam minConfidence() {
    return minConfidence;
  }

  public final double getMinConfidence() {
    return (double) $(minConfidence);
  }

  /** Less certain ones are left out; from 0 to 1. */
  public final T setMinConfidence(double confidence) {
    return with(minConfidence, confidence);
  }

  public final Param<String> exclude() {
    return exclude;
  }

  public final String getExclude() {
    return $(exclude);
  }

  /** Those whose whole text matches this regular expression are left out. */
  public final T setExclude(String expression) {
    return with(exclude, expression);
  }

  public final Param<String> tagMap() {
    return tagMap;
  }

  public final String getTagMap() {
    return $(tagMap);
  }

  /** New names of labels, as in {@link org.neuralannotators.label.LabelMap#parse}. */
  public final T setTagMap(String map) {
    return with(tagMap, map);
  }
}
