package org.neuralannotators.spark;

import org.apache.spark.ml.util.MLReader;

/**
 * Finds chunks, such as noun phrases; {@code outputCol} is {@code chunks} where no other is named.
 * Needs a model.
 */
public final class NeuralChunker extends NeuralSpanTransformer<NeuralChunker> {
  public NeuralChunker() {
    this(newUid(NeuralChunker.class));
  }

  /** With a name of its own among the stages. */
  public NeuralChunker(String uid) {
    super(Task.CHUNKS, uid);
  }

  /** Reads stages that were saved. */
  public static MLReader<NeuralChunker> read() {
    return reader();
  }

  /** A stage that was saved. */
  public static NeuralChunker load(String path) {
    return read().load(path);
  }
}
