package org.neuralannotators.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.ml.perceptron.PerceptronTrainer;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;
import org.neuralannotators.label.TaggedSentence;

/** OpenNLP's perceptron, trained on the spot: its own models aren't in a registry. */
record OpenNlpNameFinder(ThreadLocal<NameFinderME> finders) implements Peer<List<List<String>>> {
  /** From the file that the system property {@code bench.train} names. */
  static OpenNlpNameFinder train() {
    TrainingParameters parameters = TrainingParameters.defaultParams();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, PerceptronTrainer.PERCEPTRON_VALUE);
    parameters.put(TrainingParameters.CUTOFF_PARAM, 0);
    List<NameSample> samples =
        Documents.read(System.getProperty("bench.train")).stream()
            .map(OpenNlpNameFinder::sample)
            .toList();
    try (ObjectStream<NameSample> stream = ObjectStreamUtils.createObjectStream(samples)) {
      TokenNameFinderModel model =
          NameFinderME.train("en", null, stream, parameters, new TokenNameFinderFactory());
      return new OpenNlpNameFinder(ThreadLocal.withInitial(() -> new NameFinderME(model)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NameSample sample(TaggedSentence sentence) {
    Span[] names =
        sentence.spans().stream()
            .map(span -> new Span(span.begin(), span.end(), span.label()))
            .toArray(Span[]::new);
    return new NameSample(sentence.tokens().toArray(String[]::new), names, false);
  }

  @Override
  public String name() {
    return "OpenNLP name finder, perceptron";
  }

  @Override
  public List<List<String>> prepare(List<List<String>> document) {
    return document;
  }

  @Override
  public void tag(List<List<String>> document) {
    NameFinderME finder = finders.get();
    document.forEach(tokens -> finder.find(tokens.toArray(String[]::new)));
    finder.clearAdaptiveData();
  }
}
