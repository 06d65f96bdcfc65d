package org.neuralannotators.spark;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;

/**
 * Finds the part of speech of each token: {@code array<struct<begin:int, end:int, text:string,
 * tag:string, confidence:double>>}, with {@code sentence:int} first where sentences are read.
 * {@code outputCol} is {@code pos} where no other is named, the model {@code en-pos}.
 */
public final class NeuralPosTagger extends NeuralTokenTransformer<NeuralPosTagger> {
  private final Param<String> tagMap;

  public NeuralPosTagger() {
    this(newUid(NeuralPosTagger.class));
  }

  /** With a name of its own among the stages. */
  public NeuralPosTagger(String uid) {
    super(Task.POS, uid);
    tagMap = text("tagMap", "new names of tags, such as NOUN=N,*=X", "");
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralPosTagger> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralPosTagger load(String path) {
    return read().load(path);
  }

  @Override
  Options options() {
    return super.options().withLabels(0, "", getTagMap());
  }

  public Param<String> tagMap() {
    return tagMap;
  }

  public String getTagMap() {
    return $(tagMap);
  }

  /** New names of tags, as in {@link org.neuralannotators.label.LabelMap#parse}. */
  public NeuralPosTagger setTagMap(String map) {
    return with(tagMap, map);
  }
}
