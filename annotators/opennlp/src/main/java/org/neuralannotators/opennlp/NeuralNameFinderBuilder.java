package org.neuralannotators.opennlp;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.neuralannotators.bundle.BundleException;
import org.neuralannotators.label.SpanFilter;
import org.neuralannotators.tagger.TaggerTask;

/** Options of a {@link NeuralNameFinder}. For one thread; the name finder is for many. */
public final class NeuralNameFinderBuilder extends TaggerBuilder<NeuralNameFinderBuilder> {
  private SpanFilter filter = new SpanFilter(0, null);

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
    filter = new SpanFilter(confidence, filter.exclude());
    return this;
  }

  /**
   * Names whose whole text, of tokens with blanks between, matches are left out.
   *
   * @throws PatternSyntaxException when it is no regular expression
   */
  public NeuralNameFinderBuilder exclude(String pattern) {
    filter = new SpanFilter(filter.minConfidence(), Pattern.compile(pattern));
    return this;
  }

  /**
   * Loads the model, or joins those who loaded the same with the same options.
   *
   * @throws BundleException when there is no such bundle or it holds no tagger of names
   * @throws IllegalArgumentException when the model is for another language and that is an error
   */
  public NeuralNameFinder load() throws IOException {
    return new NeuralNameFinder(loadTagger(), tagMap(), filter);
  }
}
