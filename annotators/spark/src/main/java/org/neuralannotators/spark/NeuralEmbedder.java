package org.neuralannotators.spark;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.neuralannotators.embed.EmbedderOptions.Layers;

/**
 * Gives vectors to tokens or sentences: {@code array<struct<begin:int, end:int, text:string,
 * vector:array<float>>>}, with {@code sentence:int} first where sentences are read; or to
 * documents: a vector of Spark ML, null for a document without tokens. {@code outputCol} is {@code
 * vectors} where no other is named, the model {@code en-elmo-small}.
 */
public final class NeuralEmbedder extends NeuralTokenTransformer<NeuralEmbedder> {
  private final Param<String> granularity;
  private final Param<String> layers;

  public NeuralEmbedder() {
    this(newUid(NeuralEmbedder.class));
  }

  /** With a name of its own among the stages. */
  public NeuralEmbedder(String uid) {
    super(Task.VECTORS, uid);
    Options.Vectors defaults = Options.DEFAULT.vectors();
    granularity =
        text(
            "granularity",
            "what gets a vector: TOKEN, SENTENCE or DOCUMENT",
            defaults.unit().name());
    layers =
        text("layers", "what vectors are made of: ALL, TOP, MEAN or MIX", defaults.layers().name());
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralEmbedder> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralEmbedder load(String path) {
    return read().load(path);
  }

  @Override
  Options options() {
    return super.options()
        .withVectors(
            Options.choice(granularity.name(), getGranularity(), VectorUnit.class),
            Options.choice(layers.name(), getLayers(), Layers.class));
  }

  public Param<String> granularity() {
    return granularity;
  }

  public String getGranularity() {
    return $(granularity);
  }

  /** What gets a vector: TOKEN, SENTENCE or DOCUMENT, the latter two the mean of their tokens'. */
  public NeuralEmbedder setGranularity(String unit) {
    return with(granularity, unit);
  }

  public Param<String> layers() {
    return layers;
  }

  public String getLayers() {
    return $(layers);
  }

  /** What vectors are made of, as {@link Layers} has it. */
  public NeuralEmbedder setLayers(String name) {
    return with(layers, name);
  }
}
