package org.neuralannotators.opennlp;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.tagger.TaggerTask;

/** Options of a {@link NeuralNameFinder}. For one thread; the name finder is for many. */
public final class NeuralNameFinderBuilder extends SpanTaggerBuilder<NeuralNameFinderBuilder> {
  NeuralNameFinderBuilder() {
    super(TaggerTask.NER);
  }

  @Override
  NeuralNameFinderBuilder self() {
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger of names
   * @throws IllegalArgumentException when the model is for another language and that is an error
   */
  public NeuralNameFinder load() throws IOException {
    return new NeuralNameFinder(loadTagger(), wanted());
  }
}
