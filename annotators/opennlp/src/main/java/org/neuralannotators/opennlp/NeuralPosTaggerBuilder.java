package org.neuralannotators.opennlp;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.tagger.TaggerTask;

/** Options of a {@link NeuralPosTagger}. For one thread; the tagger is for many. */
public final class NeuralPosTaggerBuilder extends TaggerBuilder<NeuralPosTaggerBuilder> {
  NeuralPosTaggerBuilder() {
    super(TaggerTask.POS);
  }

  @Override
  NeuralPosTaggerBuilder self() {
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger of parts of speech
   * @throws IllegalArgumentException when the model is for another language and that is an error
   */
  public NeuralPosTagger load() throws IOException {
    return new NeuralPosTagger(loadTagger(), tagMap());
  }
}
