package org.neuralannotators.tagger;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleWriter;
import org.neuralannotators.bundle.ModelManifestBuilder;
import org.neuralannotators.bundle.TensorType;
import org.neuralannotators.crf.TransitionConstraints;
import org.neuralannotators.label.LabelSet;

/**
 * A tagger's network with all that belongs to it, as a bundle holds it. {@link #close()} frees the
 * network.
 *
 * @param <S> how the network reads a sentence
 */
public interface TaggerModel<S> extends AutoCloseable {
  /** The network. */
  TaggerNetwork<S> network();

  /** The network's labels. */
  LabelSet labels();

  /** Turns the sentences of a document into numbers. Thread-safe. */
  List<S> encode(List<? extends List<String>> sentences);

  /** How many rows a sentence takes in a batch. */
  int rows(S sentence);

  /** What a bundle's manifest says of this model; the caller adds the rest. */
  ModelManifestBuilder manifest(String name);

  /**
   * The files of a bundle.
   *
   * @param type of the weights, fp32 or fp16
   */
  BundleWriter files(TensorType type) throws IOException;

  /** Which labels a scheme lets follow each other. */
  static TransitionConstraints constraints(LabelSet labels) {
    return new TransitionConstraints(
        labels.allowedStarts(), labels.allowedTransitions(), labels.allowedEnds());
  }

  @Override
  void close();
}
