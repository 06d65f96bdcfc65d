package org.neuralannotators.opennlp;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.tagger.TaggerTask;

/**
 * Options of a {@link NeuralChunker}. No chunker ships: {@code train ner} makes one from data such
 * as CoNLL-2000's. For one thread; the chunker is for many.
 */
public final class NeuralChunkerBuilder extends SpanTaggerBuilder<NeuralChunkerBuilder> {
  NeuralChunkerBuilder() {
    super(TaggerTask.CHUNK);
  }

  @Override
  NeuralChunkerBuilder self() {
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger that marks spans
   * @throws IllegalArgumentException when the model is for another language and that is an error
   */
  public NeuralChunker load() throws IOException {
    return new NeuralChunker(loadTagger(), wanted());
  }
}
