package org.neuralannotators.opennlp;

import java.io.IOException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.tagger.TaggerTask;

/** Options of a {@link NeuralNameFinder}. For one thread; the name finder is for many. */
public final class NeuralNameFinderBuilder extends TaggerBuilder<NeuralNameFinderBuilder> {
  private double minConfidence;

  NeuralNameFinderBuilder() {
    super(TaggerTask.NER);
  }

  @Override
  NeuralNameFinderBuilder self() {
    return this;
  }

  /**
   * Less certain names are left out; 0 by default.
   *
   * @throws IllegalArgumentException when it isn't between 0 and 1
   */
  public NeuralNameFinderBuilder minConfidence(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "minConfidence [" + confidence + "]; expected a number from 0 to 1");
    }
    minConfidence = confidence;
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger of names
   */
  public NeuralNameFinder load() throws IOException {
    return new NeuralNameFinder(loadTagger(), tagMap(), minConfidence);
  }
}
