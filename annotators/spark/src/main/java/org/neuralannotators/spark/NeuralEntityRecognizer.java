package org.neuralannotators.spark;

import org.apache.spark.ml.util.MLReader;

/**
 * Finds named entities; {@code outputCol} is {@code entities} where no other is named, the model
 * {@code en-ner}.
 */
public final class NeuralEntityRecognizer extends NeuralSpanTransformer<NeuralEntityRecognizer> {
  public NeuralEntityRecognizer() {
    this(newUid(NeuralEntityRecognizer.class));
  }

  /** With a name of its own among the stages. */
  public NeuralEntityRecognizer(String uid) {
    super(Task.NER, uid);
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
