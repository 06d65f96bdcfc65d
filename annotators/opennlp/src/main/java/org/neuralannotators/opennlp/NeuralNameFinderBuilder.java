package org.neuralannotators.opennlp;

import java.io.IOException;
import java.util.List;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.tagger.TaggerTask;
import org.neuralannotators.zeroshot.EntityQuery;

/** Options of a {@link NeuralNameFinder}. For one thread; the name finder is for many. */
public final class NeuralNameFinderBuilder extends SpanTaggerBuilder<NeuralNameFinderBuilder> {
  private List<String> labels = List.of();
  private Double threshold;

  NeuralNameFinderBuilder() {
    super(TaggerTask.NER);
  }

  @Override
  NeuralNameFinderBuilder self() {
    return this;
  }

  /**
   * What is found, in words, such as {@code person} and {@code crime weapon}: for models that find
   * entities by their description, and not for others.
   */
  public NeuralNameFinderBuilder labels(String... descriptions) {
    labels = List.of(descriptions);
    return this;
  }

  /**
   * Such a model leaves out what is less probable; 0.5 by default. It counts when names that
   * overlap are chosen from, {@link #minConfidence} behind that.
   */
  public NeuralNameFinderBuilder threshold(double least) {
    threshold = least;
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger of names
   * @throws IllegalArgumentException when the model is for another language and that is an error,
   *     or for labels and a threshold that can't be used
   */
  public NeuralNameFinder load() throws IOException {
    return new NeuralNameFinder(
        loadTagger(EntityQuery.ofOptions(labels, threshold, false)), wanted());
  }
}
